import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { sendEdit } from '#app/(discuss)/actions.ts'
import { requireComment } from '#app/(discuss)/discussions/[comment]/own-comment.ts'
import { Composer } from '#components/discussions/composer.tsx'
import { DiscussionAway } from '#components/discussions/discussion-away.tsx'
import { DiscussionPage } from '#components/discussions/discussion-page.tsx'
import { findEditable } from '#lib/discussions/change-comment.ts'
import { permalink } from '#lib/discussions/discussion-paths.ts'

export const metadata: Metadata = { title: 'Edit your comment', robots: { index: false } }

export default async function Page({ params }: { params: Promise<{ comment: string }> }) {
  const { comment } = await params
  const path = `${permalink(comment)}/edit`
  const read = await requireComment(path, (viewer) => findEditable(viewer, comment))
  const found = read.away ? null : read.found
  return (
    <DiscussionPage
      title="Edit your comment"
      trail={[
        { href: '/discussions', text: 'Discussions' },
        ...(found ? [{ href: found.discussion, text: found.lesson.frontMatter.title }] : []),
        { href: permalink(comment), text: 'Back to the comment' },
      ]}
      viewer={read.away ? null : read.viewer}
    >
      <div className="mt-6 grid gap-6">
        {read.away ? <DiscussionAway /> : <p className="text-muted">It will say that it was edited, and when.</p>}
        <Composer
          action={sendEdit}
          target={{ commentId: comment }}
          composerKey={`edit:${comment}`}
          accountId={read.away ? '' : read.viewer.id}
          signInPath={`/sign-in?next=${encodeURIComponent(path)}`}
          label="Your comment"
          placeholder="What the comment says"
          submit="Save"
          clientId={randomUUID()}
          text={found?.text ?? ''}
          version={found?.version ?? 'unknown'}
        />
      </div>
    </DiscussionPage>
  )
}
