import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { listMails } from '#lib/mail/mailbox-store.ts'
import { isMailboxShown } from '#lib/mail/send-mail.ts'

export const metadata: Metadata = { title: 'Local mailbox', robots: { index: false } }

export default async function MailboxPage() {
  await connection()
  if (!isMailboxShown()) notFound()
  const mails = await listMails()
  return (
    <>
      <SiteHeader />
      <main id="main" className="page max-w-3xl py-16">
        <h1 className="text-3xl font-bold tracking-title">Local mailbox</h1>
        <p className="mt-4 text-base text-muted">
          No mail server is set, so the mails of this site are kept as files on this machine and shown here. A hosted site has no such page.
        </p>
        {mails.length === 0 ? <p className="mt-8 text-base">No mail has been sent yet.</p> : null}
        <ul className="mt-8">
          {mails.map((mail) => (
            <li key={mail.id} className="border-b border-line py-4 wrap-anywhere">
              <Link href={`/mailbox/${mail.id}`} prefetch={false} className="font-medium">
                {mail.subject || 'Without a subject'}
              </Link>
              <p className="mt-1 text-sm text-muted">{`To ${mail.to}, ${mail.date}`}</p>
            </li>
          ))}
        </ul>
      </main>
      <SiteFooter />
    </>
  )
}
