import Link from 'next/link'
import { AccountPage } from '#components/accounts/account-page.tsx'

/** What to do when the mail does not come; on a machine without a mail server, where it is. */
export function MailHint({ isMailboxShown, again }: { isMailboxShown: boolean; again: string }) {
  return (
    <div className="grid gap-3">
      {isMailboxShown ? (
        <p>
          This site has no mail server: its mails are in the{' '}
          <Link href="/mailbox" prefetch={false} className="link">
            local mailbox
          </Link>
          .
        </p>
      ) : null}
      <p className="text-muted">
        Nothing after a few minutes? Look among the unwanted mails, or{' '}
        <Link href={again} prefetch={false} className="link">
          try again
        </Link>{' '}
        with the address looked over.
      </p>
    </div>
  )
}

/** A mailed link that opens nothing, for whichever reason. */
export function DeadLink({ again, words }: { again: string; words: string }) {
  return (
    <AccountPage
      title="This link opens nothing"
      lead={<p>A link works once, for 15 minutes, in the browser that opened it, and only until a newer one is sent. Nothing was changed.</p>}
    >
      <p>
        <Link href={again} prefetch={false} className="button button-primary">
          {words}
        </Link>
      </p>
    </AccountPage>
  )
}
