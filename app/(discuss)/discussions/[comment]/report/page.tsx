import type { Metadata } from 'next'
import { sendReport } from '#app/(discuss)/actions.ts'
import { requireComment } from '#app/(discuss)/discussions/[comment]/own-comment.ts'
import { CommentBody } from '#components/discussions/comment-body.tsx'
import { DecisionForm } from '#components/discussions/decision-form.tsx'
import { DiscussionAway } from '#components/discussions/discussion-away.tsx'
import { DiscussionPage } from '#components/discussions/discussion-page.tsx'
import { permalink } from '#lib/discussions/discussion-paths.ts'
import { findReportable } from '#lib/discussions/report-comment.ts'

export const metadata: Metadata = { title: 'Report a comment', robots: { index: false } }

export default async function Page({ params }: { params: Promise<{ comment: string }> }) {
  const { comment } = await params
  const read = await requireComment(`${permalink(comment)}/report`, (viewer) => findReportable(viewer, comment))
  return (
    <DiscussionPage
      title="Report a comment to the moderators"
      trail={[
        { href: '/discussions', text: 'Discussions' },
        { href: permalink(comment), text: 'Back to the comment' },
      ]}
      viewer={read.away ? null : read.viewer}
    >
      <div className="mt-6 grid gap-6">
        {read.away ? (
          <DiscussionAway />
        ) : (
          <div className="border-s-2 border-line ps-4">
            <p className="mb-1 text-sm text-muted">
              By <bdi className="font-semibold text-ink">{read.found.comment.author?.name ?? 'somebody who has left'}</bdi>
            </p>
            <CommentBody nodes={read.found.comment.body} />
          </div>
        )}
        <DecisionForm
          action={sendReport}
          commentId={comment}
          submit="Report it"
          pending="Reporting…"
          done="Thank you. The moderators will look at it; its author is not told who reported it."
          cancelPath={permalink(comment)}
          fields="report"
        />
      </div>
    </DiscussionPage>
  )
}
