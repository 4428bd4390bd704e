import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { sendRuling } from '#app/(discuss)/actions.ts'
import { answerRefusal } from '#app/(discuss)/answer-status.ts'
import { DiscussionAway } from '#components/discussions/discussion-away.tsx'
import { DiscussionPage } from '#components/discussions/discussion-page.tsx'
import { QueueItem } from '#components/discussions/queue-item.tsx'
import { requireViewer } from '#lib/accounts/current-viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { listQueue } from '#lib/discussions/moderate.ts'

export const metadata: Metadata = { title: 'Moderators’ queue', robots: { index: false } }

const PATH = '/discussions/moderation'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What was reported and not looked at, or what was hidden; for moderators. For everybody else there is no such page. */
export default async function Page({ searchParams }: Props) {
  const query = await searchParams
  const kind = query.show === 'hidden' ? 'hidden' : 'reported'
  const after = typeof query.after === 'string' ? query.after : null
  const read = await orDatabaseAway(async () => {
    const viewer = await requireViewer(PATH)
    return { viewer, queue: await listQueue(viewer, kind, after) }
  })
  if (!read.ok) await answerRefusal(read)
  else if (!read.value.queue) notFound()
  const queue = read.ok ? read.value.queue : null
  const now = new Date().toISOString()
  return (
    <DiscussionPage title="Moderators’ queue" trail={[{ href: '/discussions', text: 'Discussions' }]} viewer={read.ok ? read.value.viewer : null}>
      <nav aria-label="What is listed" className="mt-4 flex flex-wrap gap-2">
        <Link href={PATH} prefetch={false} aria-current={kind === 'reported' ? 'page' : undefined} className="button aria-[current]:border-action">
          Reported
        </Link>
        <Link
          href={`${PATH}?show=hidden`}
          prefetch={false}
          aria-current={kind === 'hidden' ? 'page' : undefined}
          className="button aria-[current]:border-action"
        >
          Hidden
        </Link>
      </nav>
      <section aria-label={kind === 'hidden' ? 'Hidden comments' : 'Reported comments'} className="mt-6">
        {queue === null ? <DiscussionAway /> : null}
        {queue?.comments.length === 0 ? (
          <p className="text-base text-muted">
            {kind === 'hidden' ? 'Nothing is hidden.' : 'Nothing waits for you. What readers report stands here, the oldest first.'}
          </p>
        ) : null}
        <ul className="threads">
          {queue?.comments.map((item) => (
            <QueueItem key={item.comment.id} item={item} now={now} action={sendRuling} />
          ))}
        </ul>
        {queue?.next ? (
          <p className="mt-6">
            <Link href={`${PATH}?${kind === 'hidden' ? 'show=hidden&' : ''}after=${queue.next}`} prefetch={false} rel="next" className="button">
              More
            </Link>
          </p>
        ) : null}
      </section>
    </DiscussionPage>
  )
}
