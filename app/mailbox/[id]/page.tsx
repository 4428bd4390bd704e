import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { findMail } from '#lib/mail/mailbox-store.ts'
import { isMailboxShown } from '#lib/mail/send-mail.ts'

export const metadata: Metadata = { title: 'A mail', robots: { index: false } }

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const mail = isMailboxShown() ? await findMail(id) : null
  if (!mail) notFound()
  return (
    <>
      <SiteHeader />
      <main id="main" className="page max-w-3xl py-16">
        <p className="text-sm">
          <Link href="/mailbox" prefetch={false}>
            Local mailbox
          </Link>
        </p>
        <h1 className="mt-2 text-3xl font-bold tracking-title">{mail.subject || 'Without a subject'}</h1>
        <p className="mt-3 text-sm text-muted">{`From ${mail.from} to ${mail.to}, ${mail.date}`}</p>
        <pre className="mt-8 whitespace-pre-wrap wrap-anywhere font-mono text-sm">{mail.text}</pre>
      </main>
      <SiteFooter />
    </>
  )
}
