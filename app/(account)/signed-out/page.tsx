import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { ForgetAccount } from '#components/accounts/remember-account.tsx'
import { findViewer } from '#lib/accounts/current-viewer.ts'

export const metadata: Metadata = { title: 'Signed out', robots: { index: false } }

/** Forgets what belongs to the account; so not for somebody who is signed in and merely followed a link here. */
async function SignedOutPage() {
  if (await findViewer()) redirect('/sign-out')
  return (
    <AccountPage title="You are signed out" lead={<p>This browser’s session is over, and nobody can use it again.</p>}>
      <ForgetAccount />
      <p className="flex flex-wrap gap-2">
        <Link href="/learn" prefetch={false} className="button button-primary">
          Go on reading
        </Link>
        <Link href="/sign-in" prefetch={false} className="button">
          Sign in again
        </Link>
      </p>
    </AccountPage>
  )
}

export default orAccountAway('Signed out', SignedOutPage)
