import Link from 'next/link'
import { answerRefusal } from '#app/(discuss)/answer-status.ts'
import { DiscussionAway } from '#components/discussions/discussion-away.tsx'
import { DiscussionPage } from '#components/discussions/discussion-page.tsx'
import { ThreadList } from '#components/discussions/thread-list.tsx'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import { canModerate } from '#lib/accounts/role-rules.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { readThreadCursor } from '#lib/discussions/cursor-rules.ts'
import { listThreads } from '#lib/discussions/read-discussion.ts'

export const metadata = pageMetadata({
  title: 'Discussions',
  description: 'What readers ask and answer about cookies, sessions and JWT, over all lessons. Everybody can read it.',
  path: '/discussions',
})

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Threads over all lessons, newest activity first. */
export default async function Page({ searchParams }: Props) {
  const query = await searchParams
  const cursor = readThreadCursor(query.before)
  const read = await orDatabaseAway(async () => {
    const viewer = await findViewer()
    return { viewer, list: await listThreads(viewer, null, cursor) }
  })
  if (!read.ok) await answerRefusal(read)
  return (
    <DiscussionPage title="Discussions" trail={[{ href: '/learn', text: 'Tracks' }]} viewer={read.ok ? read.value.viewer : null}>
      {query.deleted === 'yes' ? (
        <p role="status" className="mt-4 rounded-md bg-good-soft px-4 py-2.5">
          Your comment is deleted.
        </p>
      ) : null}
      <p className="mt-3 text-muted">
        Threads of all lessons, the newest activity first. To ask something, open the discussion of the lesson that it is about.
      </p>
      {read.ok && canModerate(read.value.viewer) ? (
        <p className="mt-3">
          <Link href="/discussions/moderation" prefetch={false} className="button">
            Moderators’ queue
          </Link>
        </p>
      ) : null}
      <section aria-label="Threads" className="mt-8">
        {read.ok ? (
          <ThreadList
            list={read.value.list}
            now={new Date().toISOString()}
            path="/discussions"
            isFirstPage={cursor === null}
            withLesson
            empty={
              <>
                No discussion yet.{' '}
                <Link href="/learn" prefetch={false} className="link">
                  Open a lesson
                </Link>{' '}
                and be the first to ask a question.
              </>
            }
          />
        ) : (
          <DiscussionAway />
        )}
      </section>
    </DiscussionPage>
  )
}
