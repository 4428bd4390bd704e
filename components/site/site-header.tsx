'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { AccountMenu } from '#components/accounts/account-menu.tsx'
import { Logo } from '#components/site/logo.tsx'
import { SITE_HEADER_END } from '#components/site/site-header-end.ts'
import { ThemeSwitch } from '#components/site/theme-switch.tsx'

/** The bar at the top of every page. `trail` says where the reader is; `tools` are the page's own controls. */
export function SiteHeader({ trail, tools }: { trail?: ReactNode; tools?: ReactNode }) {
  return (
    <header className="site-header">
      <Link href="/" prefetch={false} className="plain-link flex min-h-9 items-center gap-2.5 font-bold">
        <Logo />
        <span className={tools ? 'max-[30rem]:sr-only' : undefined}>Crumbtrail</span>
      </Link>
      {trail ?? (
        <nav aria-label="Site" className="flex min-w-0 items-center gap-1">
          <Link href="/learn" prefetch={false} className="button button-quiet">
            Tracks
          </Link>
          <Link href="/tools" prefetch={false} className="button button-quiet">
            Tools
          </Link>
        </nav>
      )}
      <div className="ms-auto flex items-center gap-1 max-[23rem]:gap-0">
        <AccountMenu />
        {tools}
        <ThemeSwitch />
      </div>
      <span id={SITE_HEADER_END} hidden />
    </header>
  )
}
