import { CommentCard } from '#components/discussions/comment-card.tsx'
import { counted } from '#components/discussions/composer-words.tsx'
import type { PublicThread } from '#lib/discussions/discussion.ts'

/** A thread in a list: its opening, its latest replies, and the way to the rest. */
export function ThreadCard({ thread, now, withLesson = false }: { thread: PublicThread; now: string; withLesson?: boolean }) {
  const { path, lesson, opening, replies, replyCount } = thread
  const unseen = replyCount - replies.length
  return (
    <li className="thread">
      {withLesson ? (
        <p className="mb-2 text-sm text-muted">
          in{' '}
          <a href={lesson.path} className="link">
            {lesson.title}
          </a>
        </p>
      ) : null}
      <CommentCard comment={opening} threadPath={path} now={now} />
      {replyCount > 0 ? (
        <div className="thread-replies">
          <p className="text-sm">
            <a href={path} className="link">
              {unseen > 0 ? `All ${counted(replyCount, 'reply', 'replies')}` : counted(replyCount, 'reply', 'replies')}
              <span className="sr-only">{` in the thread of ${opening.author?.name ?? 'a comment that is gone'}`}</span>
            </a>
            {unseen > 0 && replies.length > 0 ? (
              <span className="text-muted">{replies.length === 1 ? ', the latest:' : `, the latest ${replies.length}:`}</span>
            ) : null}
          </p>
          {replies.map((reply) => (
            <CommentCard key={reply.id} comment={reply} threadPath={path} now={now} />
          ))}
        </div>
      ) : null}
    </li>
  )
}
