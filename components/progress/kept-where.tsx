'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useAccountHint } from '#components/accounts/account-hint.ts'
import { useLocalProgress } from '#components/progress/local-progress.ts'
import { KEEPING_WORDS } from '#components/progress/progress-words.ts'

/** Says where code, answers and progress are kept: with an account how far they are on their way there, without one how to have one. */
export function KeptWhere() {
  const { keeping } = useLocalProgress()
  const { account } = useAccountHint()
  const next = encodeURIComponent(usePathname() ?? '/')
  return (
    <div className="mt-4 min-h-[2lh] text-sm text-muted">
      {account ? (
        <p className="needs-js">
          {keeping === 'saved'
            ? `Your code, answers and progress are saved to your account, ${account.displayName}. `
            : `${KEEPING_WORDS[keeping]}${keeping === 'sending' ? ' ' : '. '}`}
          {keeping === 'signed-out' ? <Anchor href={`/sign-in?next=${next}`}>Sign in</Anchor> : <Anchor href="/progress">Your progress</Anchor>}
        </p>
      ) : (
        <p className="needs-js">
          Your code, answers and progress are kept in this browser only. <Anchor href={`/sign-up?next=${next}`}>Sign up</Anchor> or{' '}
          <Anchor href={`/sign-in?next=${next}`}>sign in</Anchor> to have them on every device.
        </p>
      )}
      <p className="without-js">
        Scripts are off: without an account nothing is remembered. With one, answers and marks that you send are kept in{' '}
        <Anchor href="/progress">your progress</Anchor>.
      </p>
    </div>
  )
}

function Anchor({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} prefetch={false} className="link">
      {children}
    </Link>
  )
}
