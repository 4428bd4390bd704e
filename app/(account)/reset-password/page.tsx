import type { Metadata } from 'next'
import { connection } from 'next/server'
import { askForReset } from '#app/(account)/reset-password/actions.ts'
import { AccountForm } from '#components/accounts/account-form.tsx'
import { AccountPage } from '#components/accounts/account-page.tsx'

export const metadata: Metadata = { title: 'Choose a new password', robots: { index: false } }

export default async function AskResetPage() {
  await connection()
  return (
    <AccountPage title="Choose a new password" lead={<p>We send a link to your address; with it you choose a new one.</p>}>
      <AccountForm
        action={askForReset}
        submit="Send the link"
        fields={[{ name: 'email', label: 'Mail address', type: 'email', autoComplete: 'username' }]}
      />
    </AccountPage>
  )
}
