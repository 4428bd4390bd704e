import Link from 'next/link'
import type { ComposerAction } from '#components/discussions/composer-state.ts'
import { LessonDiscussion } from '#components/discussions/lesson-discussion.tsx'
import { discussionPath } from '#lib/discussions/discussion-paths.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'

/**
 * The discussion's place on the lesson page, which is the same for everybody: its starter topics and the way to the discussion. With
 * scripts the discussion itself comes into the page as the reader comes near.
 */
export function DiscussionSection({ lesson, action }: { lesson: Lesson; action: ComposerAction }) {
  const path = discussionPath(lesson.track.slug, lesson.slug)
  const topics = lesson.frontMatter.discussionTopics
  return (
    <section id="discussion" aria-labelledby="discussion-title" className="lesson-discussion">
      <div className="lesson-section">
        <h2 id="discussion-title">Discussion</h2>
        <p className="text-muted">To ask, or to think about:</p>
        <ul aria-label="Starter topics" className="mt-3 flex flex-wrap gap-2">
          {topics.map((topic, index) => (
            <li key={topic}>
              <Link
                href={`${path}?topic=${index + 1}#compose`}
                prefetch={false}
                data-topic={topic}
                className="chip plain-link h-auto py-1.5 hover:border-edge"
              >
                {topic}
              </Link>
            </li>
          ))}
        </ul>
        <p className="mt-4">
          <Link href={path} prefetch={false} className="button">
            Open the discussion
          </Link>
        </p>
        <LessonDiscussion lessonId={lesson.id} path={path} action={action} />
      </div>
    </section>
  )
}
