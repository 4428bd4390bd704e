import Link from 'next/link'
import type { ReactNode } from 'react'
import { ThreadCard } from '#components/discussions/thread-card.tsx'
import type { ThreadList as Threads } from '#lib/discussions/discussion.ts'

type Props = { list: Threads; now: string; path: string; isFirstPage: boolean; withLesson?: boolean; empty: ReactNode }

/** Threads, newest activity first, and the way to older ones. */
export function ThreadList({ list: { threads, older }, now, path, isFirstPage, withLesson = false, empty }: Props) {
  if (threads.length === 0 && isFirstPage) return <p className="text-base text-muted">{empty}</p>
  return (
    <>
      {threads.length === 0 ? <p className="text-base text-muted">There is nothing older.</p> : null}
      <ul className="threads">
        {threads.map((thread) => (
          <ThreadCard key={thread.id} thread={thread} now={now} withLesson={withLesson} />
        ))}
      </ul>
      {older !== null || !isFirstPage ? (
        <nav aria-label="Pages of threads" className="mt-6 flex flex-wrap gap-2">
          {isFirstPage ? null : (
            <Link href={path} prefetch={false} className="button">
              Newest threads
            </Link>
          )}
          {older === null ? null : (
            <Link href={`${path}?before=${older}`} prefetch={false} rel="next" className="button">
              Older threads
            </Link>
          )}
        </nav>
      ) : null}
    </>
  )
}
