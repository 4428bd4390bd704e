import type { Metadata } from 'next'
import Link from 'next/link'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { RememberAccount } from '#components/accounts/remember-account.tsx'
import { MergeOffer } from '#components/progress/merge-offer.tsx'
import { requireViewer } from '#lib/accounts/current-viewer.ts'
import { safeNextPath } from '#lib/accounts/next-path.ts'

export const metadata: Metadata = { title: 'Welcome', robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

/** Where signing in lands: this browser learns whose it is now, and then goes on to where its reader wanted to be. */
async function WelcomePage({ searchParams }: { searchParams: Search }) {
  const next = safeNextPath((await searchParams).next)
  const viewer = await requireViewer(next)
  return (
    <AccountPage
      title={`Welcome, ${viewer.displayName}`}
      lead={<p>You are signed in. What you do from now on is kept in your account, and there on every device.</p>}
    >
      <RememberAccount id={viewer.id} displayName={viewer.displayName} />
      <MergeOffer next={next} />
      <p>
        <Link href={next} prefetch={false} className="button button-primary button-large">
          Go on
        </Link>
      </p>
    </AccountPage>
  )
}

export default orAccountAway('Welcome', WelcomePage)
