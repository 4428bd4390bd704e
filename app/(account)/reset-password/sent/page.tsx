import type { Metadata } from 'next'
import { connection } from 'next/server'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { MailHint } from '#components/accounts/mail-hint.tsx'
import { isMailboxShown } from '#lib/mail/send-mail.ts'

export const metadata: Metadata = { title: 'Look into your mail', robots: { index: false } }

export default async function ResetSentPage() {
  await connection()
  return (
    <AccountPage
      title="Look into your mail"
      lead={
        <p>
          We sent a mail to that address. If it has an account, there is a link in it that works once, for 15 minutes; else it says that it has none.
        </p>
      }
    >
      <MailHint isMailboxShown={isMailboxShown()} again="/reset-password" />
    </AccountPage>
  )
}
