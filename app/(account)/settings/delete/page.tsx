import type { Metadata } from 'next'
import Link from 'next/link'
import { orAccountAway } from '#app/(account)/or-account-away.tsx'
import { sendDeletion } from '#app/(account)/settings/delete/actions.ts'
import { AccountForm } from '#components/accounts/account-form.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { RememberAccount } from '#components/accounts/remember-account.tsx'
import { requireViewer } from '#lib/accounts/current-viewer.ts'
import { findOwnProfile } from '#lib/accounts/own-profile.ts'

export const metadata: Metadata = { title: 'Delete the account', robots: { index: false } }

async function DeleteAccountPage() {
  const viewer = await requireViewer('/settings/delete')
  const profile = await findOwnProfile(viewer)
  return (
    <AccountPage
      title="Delete the account"
      lead={
        <p>
          The account goes at once and for good, with everything in it, on every device. What you did in this browser without an account stays here.{' '}
          <Link href="/settings" prefetch={false} className="link">
            Back to the settings
          </Link>
        </p>
      }
    >
      <RememberAccount id={viewer.id} displayName={viewer.displayName} />
      <AccountForm
        action={sendDeletion}
        submit="Delete my account"
        danger
        fields={profile?.hasPassword ? [{ name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' }] : []}
      />
    </AccountPage>
  )
}

export default orAccountAway('Delete the account', DeleteAccountPage)
