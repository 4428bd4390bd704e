import type { ReactNode } from 'react'
import { answerDatabaseAway } from '#app/answer-status.ts'
import { AccountPage } from '#components/accounts/account-page.tsx'
import { orDatabaseAway } from '#lib/db.ts'

/** A page of the account; while the database is away, one under the same title that says so, answered with 503 and when to come back. */
export function orAccountAway<Props>(title: string, page: (props: Props) => Promise<ReactNode>): (props: Props) => Promise<ReactNode> {
  return async (props) => {
    const found = await orDatabaseAway(() => page(props))
    if (found.ok) return found.value
    await answerDatabaseAway()
    return (
      <AccountPage title={title}>
        <div role="alert" className="border-s-2 border-bad ps-4">
          <p className="font-semibold">Accounts cannot be reached at the moment.</p>
          <p className="text-muted">
            Lessons and questions work meanwhile, and what you do in them is kept in this browser. Reload this page in a few seconds.
          </p>
        </div>
      </AccountPage>
    )
  }
}
