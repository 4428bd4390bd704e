import { randomInt } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { lessonPath } from '#components/lessons/lesson-words.ts'
import { QuizForm } from '#components/quizzes/quiz-section.tsx'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { findLesson } from '#lib/lessons/lesson-catalogue.ts'
import { parseSeed } from '#lib/quizzes/answer-schema.ts'
import { SEED_MAX } from '#lib/quizzes/computed/seeded-random.ts'

type Props = {
  params: Promise<{ track: string; lesson: string; question: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Another question', description: 'One more form of a question of a lesson.', robots: { index: false } }

/** One computed question in the form that its seed names; without a seed in one that nobody chose. For those without scripts, and for sharing one. */
export default async function Page({ params, searchParams }: Props) {
  const { track, lesson: slug, question: id } = await params
  const lesson = await findLesson(track, slug)
  if (!lesson || 'broken' in lesson) notFound()
  const question = lesson.quiz.questions.find((one) => one.id === id)
  if (!question || !('seed' in question)) notFound()
  const backTo = lessonPath(lesson.track.slug, lesson.slug)
  const { seed: text } = await searchParams
  const seed = parseSeed(typeof text === 'string' ? text : null)
  if (seed === null) redirect(`${backTo}/practice/${question.id}?seed=${randomInt(SEED_MAX + 1)}`)
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page max-w-3xl py-10">
        <p className="text-sm text-muted">{lesson.track.title}</p>
        <h1 className="mt-1 text-3xl font-bold tracking-title">{`Another one: ${lesson.frontMatter.title}`}</h1>
        <QuizForm lesson={lesson} ids={[question.id]} seed={seed} />
        <p className="mt-4">
          <Link href={`${backTo}#${question.id}`} prefetch={false} className="button">
            Back to the lesson
          </Link>
        </p>
      </main>
      <SiteFooter />
    </>
  )
}
