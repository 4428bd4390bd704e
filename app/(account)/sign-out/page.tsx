import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { sendSignOut } from '#app/(account)/sign-out/actions.ts'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { RememberAccount } from '#components/accounts/remember-account.tsx'
import { UnsentWorkNotice } from '#components/progress/unsent-work-notice.tsx'
import { findViewer } from '#lib/accounts/current-viewer.ts'

export const metadata: Metadata = { title: 'Sign out', robots: { index: false } }

async function SignOutPage() {
  const viewer = await findViewer()
  if (viewer === null) redirect('/signed-out')
  return (
    <AccountPage
      title="Sign out"
      lead={<p>{`You are signed in as ${viewer.displayName}. What is kept in your account stays there; this browser forgets it.`}</p>}
    >
      <RememberAccount id={viewer.id} displayName={viewer.displayName} />
      <UnsentWorkNotice />
      <form action={sendSignOut}>
        <button type="submit" className="button button-primary button-large">
          Sign out
        </button>
      </form>
    </AccountPage>
  )
}

export default orAccountAway('Sign out', SignOutPage)
