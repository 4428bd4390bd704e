import { CommentCard } from '#components/discussions/comment-card.tsx'
import type { DecisionAction } from '#components/discussions/decision-state.ts'
import { RelativeTime } from '#components/discussions/relative-time.tsx'
import { REASON_WORDS } from '#components/discussions/report-words.ts'
import { RulingForm } from '#components/discussions/ruling-form.tsx'
import type { QueuedComment } from '#lib/discussions/discussion.ts'

/** A comment that waits for a moderator, with what was said of it and what can be decided. */
export function QueueItem({ item, now, action }: { item: QueuedComment; now: string; action: DecisionAction }) {
  const { comment, lessonTitle, threadPath, reports } = item
  return (
    <li className="thread">
      <p className="mb-2 text-sm text-muted">{`in ${lessonTitle}`}</p>
      <CommentCard comment={comment} threadPath={threadPath} now={now} />
      {reports.length > 0 ? (
        <ul aria-label="Reports" className="ms-11 mt-3 grid gap-1.5 border-s-2 border-bad ps-3 text-sm">
          {reports.map((report) => (
            <li key={`${report.reportedAt}${report.reporter}`}>
              <span className="font-semibold">{REASON_WORDS[report.reason]}</span>
              <span className="text-muted">
                , by <bdi>{report.reporter ?? 'somebody who has left'}</bdi>, <RelativeTime at={report.reportedAt} now={now} />
              </span>
              {report.note ? (
                <p dir="auto" className="whitespace-pre-wrap break-words">
                  {report.note}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="ms-11 mt-3 flex flex-wrap items-center gap-2">
        {comment.state === 'hidden' ? (
          <RulingForm action={action} commentId={comment.id} ruling="unhide" className="button" />
        ) : (
          <>
            <RulingForm action={action} commentId={comment.id} ruling="hide" className="button button-danger" />
            <RulingForm action={action} commentId={comment.id} ruling="dismiss" className="button" />
          </>
        )}
      </div>
    </li>
  )
}
