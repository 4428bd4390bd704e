import type { Metadata } from 'next'
import { connection } from 'next/server'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { MailHint } from '#components/accounts/mail-hint.tsx'
import { isMailboxShown } from '#lib/mail/send-mail.ts'

export const metadata: Metadata = { title: 'Look into your mail', robots: { index: false } }

export default async function SignUpSentPage() {
  await connection()
  return (
    <AccountPage
      title="Look into your mail"
      lead={
        <>
          <p>We sent a mail to that address. Open the link in it within 15 minutes and enter your password once more; then your account is there.</p>
          <p>If the address has an account already, the mail says so instead.</p>
        </>
      }
    >
      <MailHint isMailboxShown={isMailboxShown()} again="/sign-up" />
    </AccountPage>
  )
}
