import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { sendComment, sendRuling } from '#app/(discuss)/actions.ts'
import { answerRefusal } from '#app/(discuss)/answer-status.ts'
import { CommentCard } from '#components/discussions/comment-card.tsx'
import { Composer } from '#components/discussions/composer.tsx'
import { ComposerPlace } from '#components/discussions/composer-place.tsx'
import { counted } from '#components/discussions/composer-words.tsx'
import { DiscussionAway } from '#components/discussions/discussion-away.tsx'
import { DiscussionPage } from '#components/discussions/discussion-page.tsx'
import { RepliesNavigation } from '#components/discussions/replies-navigation.tsx'
import { ReplyTarget } from '#components/discussions/reply-target.tsx'
import { RulingForm } from '#components/discussions/ruling-form.tsx'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { readNumber } from '#lib/discussions/cursor-rules.ts'
import type { PublicComment, ThreadPage } from '#lib/discussions/discussion.ts'
import { discussionPath, threadPath } from '#lib/discussions/discussion-paths.ts'
import { excerptOf, openingOf } from '#lib/discussions/markdown/comment-tree.ts'
import { openThread } from '#lib/discussions/read-discussion.ts'

type Props = {
  params: Promise<{ track: string; lesson: string; thread: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One read for the page and what it says of itself. */
const readThread = cache((threadId: string, from: number | null, before: number | null, at: number | null) =>
  orDatabaseAway(async () => {
    const viewer = await findViewer()
    return { viewer, thread: await openThread(viewer, threadId, { from, before, at }) }
  }),
)

async function read({ params, searchParams }: Props) {
  const [{ thread }, query] = await Promise.all([params, searchParams])
  const [from, before, at, reply] = [query.from, query.before, query.at, query.reply].map(readNumber)
  return { reply: reply ?? null, found: await readThread(thread, from ?? null, before ?? null, at ?? reply ?? null) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { found } = await read(props)
  if (!found.ok || !found.value.thread) return { title: 'Discussion', robots: { index: false } }
  const { thread } = found.value
  return {
    ...pageMetadata({
      title: titleOf(thread),
      description: excerptOf(thread.opening.body, 200) || `A discussion about the lesson “${thread.lesson.title}”.`,
      path: thread.path,
    }),
  }
}

/** One thread: its opening, a page of its replies, and where to reply. */
export default async function Page(props: Props) {
  const { track, lesson, thread: threadId } = await props.params
  const { reply, found } = await read(props)
  if (!found.ok) return await AwayPage({ track, lesson, threadId })
  const { viewer, thread } = found.value
  if (!thread) notFound()
  if (thread.path !== threadPath(track, lesson, threadId)) permanentRedirect(thread.path)
  const now = new Date().toISOString()
  const answered = [thread.opening, ...thread.replies].find(({ number, state }) => number === reply && number > 1 && state === 'shown') ?? null
  const card = (comment: PublicComment) => (
    <CommentCard
      comment={comment}
      threadPath={thread.path}
      now={now}
      moderation={<RulingForm action={sendRuling} commentId={comment.id} ruling={comment.state === 'hidden' ? 'unhide' : 'hide'} />}
    />
  )
  return (
    <DiscussionPage
      title={<span dir="auto">{titleOf(thread)}</span>}
      trail={[
        { href: '/discussions', text: 'Discussions' },
        { href: thread.lesson.path, text: thread.lesson.title },
      ]}
      viewer={viewer}
    >
      <div className="mt-6">{card(thread.opening)}</div>
      <section aria-labelledby="replies-title" className="mt-8">
        <h2 id="replies-title" className="mb-3 text-xl">
          {thread.replyCount === 0 ? 'No replies yet' : counted(thread.replyCount, 'reply', 'replies')}
        </h2>
        <RepliesNavigation thread={thread} place="above" />
        <ol className="replies">
          {thread.replies.map((comment) => (
            <li key={comment.id}>{card(comment)}</li>
          ))}
        </ol>
        <RepliesNavigation thread={thread} place="below" />
      </section>
      <ComposerPlace id="reply" access={viewer ? 'open' : 'signed-out'} next={`${thread.path}#reply`}>
        {answered ? <ReplyTarget comment={answered} path={thread.path} /> : null}
        <ReplyComposer threadId={thread.id} path={thread.path} accountId={viewer?.id ?? null} replyTo={answered?.number ?? null} />
      </ComposerPlace>
    </DiscussionPage>
  )
}

/** While the database is away: that it is, and what was typed. */
async function AwayPage({ track, lesson, threadId }: { track: string; lesson: string; threadId: string }) {
  await answerRefusal({ reason: 'database-away' })
  const path = threadPath(track, lesson, threadId)
  return (
    <DiscussionPage
      title="Discussion"
      trail={[
        { href: '/discussions', text: 'Discussions' },
        { href: discussionPath(track, lesson), text: 'All threads of the lesson' },
      ]}
      viewer={null}
    >
      <div className="mt-6">
        <DiscussionAway />
      </div>
      <ComposerPlace id="reply" access="unknown" next={path}>
        <ReplyComposer threadId={threadId} path={path} accountId="" replyTo={null} />
      </ComposerPlace>
    </DiscussionPage>
  )
}

type ReplyProps = { threadId: string; path: string; accountId: string | null; replyTo: number | null }

function ReplyComposer({ threadId, path, accountId, replyTo }: ReplyProps) {
  return (
    <Composer
      action={sendComment}
      target={{ kind: 'reply', threadId, replyTo: String(replyTo ?? '') }}
      composerKey={`reply:${threadId}`}
      accountId={accountId}
      signInPath={`/sign-in?next=${encodeURIComponent(`${path}#reply`)}`}
      label="Reply"
      placeholder="Answer, or ask further."
      submit="Post reply"
      clientId={randomUUID()}
    />
  )
}

function titleOf(thread: ThreadPage): string {
  return openingOf(thread.opening.body, 90) || `A thread about ${thread.lesson.title}`
}
