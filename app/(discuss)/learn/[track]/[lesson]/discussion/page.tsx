import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { sendComment } from '#app/(discuss)/actions.ts'
import { answerRefusal } from '#app/(discuss)/answer-status.ts'
import { Composer } from '#components/discussions/composer.tsx'
import { ComposerPlace } from '#components/discussions/composer-place.tsx'
import { DiscussionAway } from '#components/discussions/discussion-away.tsx'
import { DiscussionPage } from '#components/discussions/discussion-page.tsx'
import { ThreadList } from '#components/discussions/thread-list.tsx'
import { lessonPath } from '#components/lessons/lesson-words.ts'
import { pageMetadata } from '#components/site/page-metadata.ts'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { readNumber, readThreadCursor } from '#lib/discussions/cursor-rules.ts'
import { discussionPath } from '#lib/discussions/discussion-paths.ts'
import { listThreads } from '#lib/discussions/read-discussion.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson } from '#lib/lessons/lesson-catalogue.ts'

type Props = {
  params: Promise<{ track: string; lesson: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lesson = await requireLesson(params)
  const { title } = lesson.frontMatter
  return pageMetadata({
    title: `Discussion: ${title}`,
    description: `What readers ask and answer about the lesson “${title}”. Everybody can read it.`,
    path: discussionPath(lesson.track.slug, lesson.slug),
  })
}

/** The threads of a lesson, for readers with and without an account and scripts. */
export default async function Page({ params, searchParams }: Props) {
  const lesson = await requireLesson(params)
  const query = await searchParams
  const path = discussionPath(lesson.track.slug, lesson.slug)
  const cursor = readThreadCursor(query.before)
  const read = await orDatabaseAway(async () => {
    const viewer = await findViewer()
    return { viewer, list: await listThreads(viewer, lesson.id, cursor) }
  })
  if (!read.ok) await answerRefusal(read)
  const viewer = read.ok ? read.value.viewer : null
  const { discussionTopics: topics, title } = lesson.frontMatter
  const topic = topics[(readNumber(query.topic) ?? 0) - 1] ?? ''
  return (
    <DiscussionPage
      title={`Discussion: ${title}`}
      trail={[
        { href: '/discussions', text: 'Discussions' },
        { href: lessonPath(lesson.track.slug, lesson.slug), text: title },
      ]}
      viewer={viewer}
    >
      {query.deleted === 'yes' ? (
        <p role="status" className="mt-4 rounded-md bg-good-soft px-4 py-2.5">
          Your comment is deleted.
        </p>
      ) : null}
      <p className="mt-3 text-muted">To ask, or to think about:</p>
      <ul aria-label="Starter topics" className="mt-2 flex flex-wrap gap-2">
        {topics.map((words, index) => (
          <li key={words}>
            <Link href={`${path}?topic=${index + 1}#compose`} prefetch={false} className="chip plain-link h-auto py-1.5 hover:border-edge">
              {words}
            </Link>
          </li>
        ))}
      </ul>
      <ComposerPlace id="compose" access={read.ok ? (viewer ? 'open' : 'signed-out') : 'unknown'} next={`${path}#compose`}>
        <Composer
          key={topic}
          action={sendComment}
          target={{ kind: 'thread', lessonId: lesson.id }}
          composerKey={`thread:${lesson.id}`}
          accountId={read.ok ? (viewer?.id ?? null) : ''}
          signInPath={`/sign-in?next=${encodeURIComponent(`${path}#compose`)}`}
          label="Ask a question about this lesson"
          placeholder="What is unclear? What did you try, and what came back?"
          submit="Post"
          clientId={randomUUID()}
          opening={topic}
        />
      </ComposerPlace>
      <section aria-label="Threads" className="mt-10">
        {read.ok ? (
          <ThreadList
            list={read.value.list}
            now={new Date().toISOString()}
            path={path}
            isFirstPage={cursor === null}
            empty="No discussion yet. Be the first to ask a question."
          />
        ) : (
          <DiscussionAway />
        )}
      </section>
    </DiscussionPage>
  )
}

async function requireLesson(params: Props['params']): Promise<Lesson> {
  const { track, lesson: slug } = await params
  const lesson = await findLesson(track, slug)
  if (!lesson || 'broken' in lesson) notFound()
  return lesson
}
