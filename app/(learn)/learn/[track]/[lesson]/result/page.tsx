import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { lessonPath } from '#components/lessons/lesson-words.ts'
import { type QuestionResult, ResultCard } from '#components/quizzes/result-card.tsx'
import { showQuestion } from '#components/quizzes/show-question.tsx'
import { SiteFooter } from '#components/site/site-footer.tsx'
import { SiteHeader } from '#components/site/site-header.tsx'
import { findViewer } from '#lib/accounts/current-viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { findLesson } from '#lib/lessons/lesson-catalogue.ts'
import { hasAnswers } from '#lib/progress/record-form-answers.ts'
import { toFeedback } from '#lib/quizzes/feedback.ts'
import { toPublicQuestion } from '#lib/quizzes/public-question.ts'
import { askedQuestions, askedSeed, type FormEntries, readFormAnswer, VERSION_FIELD } from '#lib/quizzes/quiz-form.ts'
import { grade } from '#lib/quizzes/quiz-rules.ts'
import type { Question } from '#lib/quizzes/quiz-schema.ts'

type Props = {
  params: Promise<{ track: string; lesson: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

type Asked = { question: Question; seed: number | null; result: QuestionResult }

export const metadata: Metadata = { title: 'Your answers', description: 'A quiz of a lesson, graded.', robots: { index: false } }

export default async function Page({ params, searchParams }: Props) {
  const { track, lesson: slug } = await params
  const lesson = await findLesson(track, slug)
  if (!lesson || 'broken' in lesson) notFound()
  const entries = entriesOf(await searchParams)
  const asked = askedQuestions(lesson.quiz.questions, entries)
  const results = await Promise.all(
    asked.map(async (question): Promise<Asked> => {
      const seed = askedSeed(question.id, entries)
      return { question, seed, result: await gradeFormAnswer(question, seed, entries) }
    }),
  )
  const backTo = lessonPath(lesson.track.slug, lesson.slug)
  const version = entries.find(([name]) => name === VERSION_FIELD)?.[1]
  const isStale = version !== undefined && version !== lesson.frontMatter.contentVersion
  return (
    <>
      <SiteHeader />
      <main id="main" className="page max-w-3xl py-10">
        <p className="text-sm text-muted">{lesson.track.title}</p>
        <h1 className="mt-1 text-3xl font-bold tracking-title">{`Your answers: ${lesson.frontMatter.title}`}</h1>
        <Summary results={results.map(({ result }) => result)} isStale={isStale} kept={await keptWords(results)} />
        <p className="mt-4">
          <Link href={`${backTo}#check-yourself`} prefetch={false} className="button">
            Back to the lesson
          </Link>
        </p>
        {results.some(({ result }) => result.state !== 'unanswered') ? (
          <div className="mt-8 grid gap-8">{await Promise.all(results.map((one) => drawResult(lesson, one, backTo)))}</div>
        ) : null}
      </main>
      <SiteFooter />
    </>
  )
}

function Summary({ results, isStale, kept }: { results: QuestionResult[]; isStale: boolean; kept: string }) {
  const open = results.filter((result) => result.state === 'unanswered').length
  const faulty = results.filter((result) => result.state === 'faulty').length
  const right = results.filter((result) => result.state === 'graded' && result.feedback.verdict === 'right').length
  return (
    <div className="mt-4 grid gap-2 text-base">
      {open === results.length ? (
        <p>No question was answered. Go back, choose an answer, and press the button below it.</p>
      ) : (
        <p>{`${right} of ${results.length} right${open > 0 ? `, ${open} not answered` : ''}${faulty > 0 ? `, ${faulty} not graded` : ''}.`}</p>
      )}
      {isStale ? <p>The lesson has changed since you opened it; your answers were graded by its current version.</p> : null}
      <p className="text-muted">{kept}</p>
    </div>
  )
}

/** Where these answers are kept, as it is and not as it was meant. */
async function keptWords(asked: Asked[]): Promise<string> {
  const nowhere = 'Without scripts and without an account nothing is kept: these answers are in the address of this page and nowhere else.'
  const answers = asked.flatMap(({ question, result }) => (result.state === 'graded' ? [{ questionId: question.id, answer: result.answer }] : []))
  const viewer = await orDatabaseAway(findViewer)
  if (viewer.ok && !viewer.value) return nowhere
  const kept = viewer.ok && viewer.value ? await hasAnswers(viewer.value, answers) : null
  if (!kept?.ok)
    return 'Your account cannot be reached right now: these answers are in the address of this page alone. Go back and send them again in a moment.'
  if (answers.length === 0) return 'What you answer is kept in your account.'
  return kept.value
    ? 'Kept in your account.'
    : 'These answers are in the address of this page alone. Go back and send them to keep them in your account.'
}

async function drawResult(lesson: Lesson, { question, seed, result }: Asked, backTo: string) {
  const { questions } = lesson.quiz
  const shownIn = { lastReviewed: lesson.frontMatter.lastReviewed, path: backTo }
  const shown = await showQuestion(toPublicQuestion(question, seed), questions.indexOf(question) + 1, shownIn)
  return <ResultCard key={question.id} question={shown} total={questions.length} result={result} backTo={backTo} />
}

async function gradeFormAnswer(question: Question, seed: number | null, entries: FormEntries): Promise<QuestionResult> {
  const read = readFormAnswer(toPublicQuestion(question, seed), entries)
  if (read.state !== 'answered') return read
  return { state: 'graded', answer: read.answer, feedback: await toFeedback(grade(question, read.answer)) }
}

function entriesOf(query: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((item): [string, string] => [name, item]))
}
