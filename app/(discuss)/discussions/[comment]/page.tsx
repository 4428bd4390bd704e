import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { answerRefusal } from '#app/(discuss)/answer-status.ts'
import { DiscussionAway } from '#components/discussions/discussion-away.tsx'
import { DiscussionPage } from '#components/discussions/discussion-page.tsx'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { findReadableComment } from '#lib/discussions/read-discussion.ts'

export const metadata: Metadata = { title: 'A comment', robots: { index: false } }

/** A comment's address for good: leads to its place, wherever its lesson and its page of the thread are now. */
export default async function Page({ params }: { params: Promise<{ comment: string }> }) {
  const { comment } = await params
  const found = await orDatabaseAway(async () => findReadableComment(await findViewer(), comment))
  if (found.ok) {
    if (!found.value) notFound()
    redirect(found.value.place)
  }
  await answerRefusal(found)
  return (
    <DiscussionPage title="A comment" trail={[{ href: '/discussions', text: 'Discussions' }]} viewer={null}>
      <div className="mt-6">
        <DiscussionAway />
      </div>
    </DiscussionPage>
  )
}
