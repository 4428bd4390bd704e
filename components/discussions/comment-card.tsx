import Link from 'next/link'
import type { ReactNode } from 'react'
import { CommentBody } from '#components/discussions/comment-body.tsx'
import { RelativeTime } from '#components/discussions/relative-time.tsx'
import type { PublicComment } from '#lib/discussions/discussion.ts'
import { commentAnchor, permalink } from '#lib/discussions/discussion-paths.ts'

const ROLES = { learner: null, instructor: 'instructor', moderator: 'moderator', admin: 'admin' } as const

type Props = {
  comment: PublicComment
  /** Where the thread is read and answered. */
  threadPath: string
  now: string
  /** What a moderator can do here. */
  moderation?: ReactNode
}

/** One comment, or the marker of one that others still answer. */
export function CommentCard({ comment, threadPath, now, moderation }: Props) {
  const { id, number, author, state, answers, isOwn, may, postedAt, editedAt } = comment
  const name = author?.name ?? 'Somebody who has left'
  const isReadable = comment.body.length > 0
  return (
    <article id={commentAnchor(id)} className="comment" aria-label={isReadable ? `Comment ${number} by ${name}` : `Comment ${number}, which is gone`}>
      <span aria-hidden="true" className={`comment-face ${author && author.role !== 'learner' ? 'comment-face-role' : ''}`}>
        {isReadable ? initialsOf(name) : '–'}
      </span>
      <div className="min-w-0">
        {isReadable ? (
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
            <bdi className="max-w-full truncate font-semibold text-ink">{name}</bdi>
            {author && ROLES[author.role] ? <span>{ROLES[author.role]}</span> : null}
            <RelativeTime at={postedAt} now={now} />
            {editedAt ? (
              <span>
                edited <RelativeTime at={editedAt} now={now} />
              </span>
            ) : null}
            {answers ? (
              <a href={`${threadPath}?at=${answers.number}#${commentAnchor(answers.id)}`} className="link">
                in reply to {answers.name === null ? `comment ${answers.number}` : <bdi>{answers.name}</bdi>}
              </a>
            ) : null}
          </p>
        ) : null}
        {state === 'hidden' && isReadable ? (
          <p className="mt-1 border-s-2 border-bad ps-2 text-sm text-bad">
            {isOwn ? 'A moderator has hidden this. Only you and the moderators see it.' : 'Hidden. Only its author and moderators see it.'}
          </p>
        ) : null}
        {isReadable ? (
          <div className="mt-1">
            <CommentBody nodes={comment.body} />
          </div>
        ) : (
          <p className="text-sm italic text-muted">
            {state === 'deleted' ? 'Its author has deleted this comment.' : 'A moderator has hidden this comment.'}
          </p>
        )}
        {isReadable ? (
          <ul className="comment-actions">
            {state === 'shown' ? (
              <Action href={`${threadPath}?reply=${number}#reply`} what={`to ${name}`}>
                Reply
              </Action>
            ) : null}
            <Action href={permalink(id)} what={`to comment ${number} by ${name}`}>
              Link
            </Action>
            {may.edit ? (
              <Action href={`${permalink(id)}/edit`} what="your comment">
                Edit
              </Action>
            ) : null}
            {may.delete ? (
              <Action href={`${permalink(id)}/delete`} what="your comment">
                Delete
              </Action>
            ) : null}
            {state === 'shown' && !isOwn ? (
              <Action href={`${permalink(id)}/report`} what={`the comment by ${name}`}>
                Report
              </Action>
            ) : null}
            {may.moderate && moderation ? <li>{moderation}</li> : null}
          </ul>
        ) : null}
      </div>
    </article>
  )
}

/** Plain links on purpose: they lead to pages made for one reader, or into a page at a place. */
function Action({ href, what, children }: { href: string; what: string; children: string }) {
  return (
    <li>
      <Link href={href} prefetch={false} rel="nofollow">
        {children}
        <span className="sr-only">{` ${what}`}</span>
      </Link>
    </li>
  )
}

/** At most two letters of a name, whatever its script. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('')
}
