'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useAccountHint } from '#components/accounts/account-hint.ts'
import { Icon } from '#components/ui/icon.tsx'

/**
 * Signed out: two links. Signed in, as far as this browser knows: a menu under the name. Which of the two shows is decided before the first
 * paint by `data-account` on the root element; the page itself is the same for everybody. Without scripts neither can be known, and one link leads to
 * the settings, which ask who it is if need be.
 */
export function AccountMenu() {
  const { isKnown, account } = useAccountHint()
  const menu = useRef<HTMLDetailsElement>(null)
  const path = usePathname()

  useEffect(() => {
    if (!isKnown) return
    if (account) document.documentElement.dataset.account = ''
    else delete document.documentElement.dataset.account
  }, [isKnown, account])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => menu.current?.removeAttribute('open'), [path])

  useEffect(() => {
    const close = (event: Event) => {
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape'
      if (!menu.current?.open || (event instanceof KeyboardEvent && !isEscape)) return
      if (!isEscape && menu.current.contains(event.target as Node)) return
      menu.current.removeAttribute('open')
      if (isEscape) menu.current.querySelector('summary')?.focus()
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [])

  return (
    <>
      <nav aria-label="Account" className="account-strange flex items-center">
        <Link href="/sign-in" prefetch={false} className="button button-quiet needs-js whitespace-nowrap">
          <span className="max-sm:sr-only">Sign in</span>
          <Icon name="user" className="size-4 sm:hidden" />
        </Link>
        <Link href="/sign-up" prefetch={false} className="button button-quiet needs-js whitespace-nowrap max-lg:hidden">
          Sign up
        </Link>
        <Link href="/settings" prefetch={false} className="button button-quiet without-js">
          Account
        </Link>
      </nav>
      <details ref={menu} className="account-known relative">
        <summary className="button button-quiet max-w-44">
          <Icon name="user" />
          <span className="truncate max-sm:sr-only">{account?.displayName ?? 'Account'}</span>
        </summary>
        <nav aria-label="Account" className="account-menu">
          <Link href="/progress" prefetch={false}>
            Your progress
          </Link>
          <Link href="/progress" prefetch={false}>
            Your progress
          </Link>
          <Link href="/settings" prefetch={false}>
            Settings
          </Link>
          <Link href="/sign-out" prefetch={false}>
            Sign out
          </Link>
        </nav>
      </details>
    </>
  )
}
