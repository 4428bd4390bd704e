import Link from 'next/link'
import type { PublicComment } from '#lib/discussions/discussion.ts'
import { excerptOf } from '#lib/discussions/markdown/comment-tree.ts'

/** Which comment is being answered, and the way out of that. */
export function ReplyTarget({ comment, path }: { comment: PublicComment; path: string }) {
  return (
    <div className="border-s-2 border-line ps-3 text-sm">
      <p>
        You answer <bdi className="font-semibold">{comment.author?.name ?? 'somebody who has left'}</bdi>.{' '}
        <Link href={`${path}#reply`} prefetch={false} className="link">
          Reply to the thread instead
        </Link>
      </p>
      <p dir="auto" className="truncate text-muted">
        {excerptOf(comment.body)}
      </p>
    </div>
  )
}
