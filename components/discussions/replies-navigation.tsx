import Link from 'next/link'
import type { ThreadPage } from '#lib/discussions/discussion.ts'

/** The ways to earlier and later replies, each where reading on leads. */
export function RepliesNavigation({ thread, place }: { thread: ThreadPage; place: 'above' | 'below' }) {
  const { path, earlier, later, lastNumber } = thread
  if (place === 'above' ? earlier === null : later === null) return null
  return (
    <nav aria-label={place === 'above' ? 'Earlier replies' : 'Later replies'} className="flex flex-wrap gap-2 py-3">
      {place === 'above' ? (
        <>
          <Link href={path} prefetch={false} className="button">
            First replies
          </Link>
          <Link href={`${path}?before=${earlier}`} prefetch={false} rel="prev" className="button">
            Earlier replies
          </Link>
        </>
      ) : (
        <>
          <Link href={`${path}?from=${later}`} prefetch={false} rel="next" className="button">
            Later replies
          </Link>
          <Link href={`${path}?before=${lastNumber + 1}`} prefetch={false} className="button">
            Latest replies
          </Link>
        </>
      )}
    </nav>
  )
}
