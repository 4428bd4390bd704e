import type { Metadata } from 'next'
import { sendDelete } from '#app/(discuss)/actions.ts'
import { requireComment } from '#app/(discuss)/discussions/[comment]/own-comment.ts'
import { CommentBody } from '#components/discussions/comment-body.tsx'
import { DecisionForm } from '#components/discussions/decision-form.tsx'
import { DiscussionAway } from '#components/discussions/discussion-away.tsx'
import { DiscussionPage } from '#components/discussions/discussion-page.tsx'
import { permalink } from '#lib/discussions/discussion-paths.ts'
import { findOwnComment } from '#lib/discussions/read-discussion.ts'

export const metadata: Metadata = { title: 'Delete your comment', robots: { index: false } }

export default async function Page({ params }: { params: Promise<{ comment: string }> }) {
  const { comment } = await params
  const read = await requireComment(`${permalink(comment)}/delete`, (viewer) => findOwnComment(viewer, comment))
  const trail = [
    { href: '/discussions', text: 'Discussions' },
    { href: permalink(comment), text: 'Back to the comment' },
  ]
  if (read.away) {
    return (
      <DiscussionPage title="Delete your comment" trail={trail} viewer={null}>
        <div className="mt-6">
          <DiscussionAway />
        </div>
      </DiscussionPage>
    )
  }
  return (
    <DiscussionPage title="Delete your comment?" trail={trail} viewer={read.viewer}>
      <p className="mt-3 text-muted">
        Its text is deleted for good and cannot be brought back. Where others have answered it, a line says that a comment was here.
      </p>
      <div className="mt-6 border-s-2 border-line ps-4">
        <CommentBody nodes={read.found.comment.body} />
      </div>
      <div className="mt-6">
        <DecisionForm action={sendDelete} commentId={comment} submit="Delete it" pending="Deleting…" isDanger cancelPath={permalink(comment)} />
      </div>
    </DiscussionPage>
  )
}
