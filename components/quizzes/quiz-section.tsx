import { QuestionCard } from '#components/quizzes/question-card.tsx'
import { showQuestion } from '#components/quizzes/show-question.tsx'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { needsPass } from '#lib/progress/pass-rules.ts'
import { toPublicQuestion } from '#lib/quizzes/public-question.ts'
import { ASKED_FIELD, VERSION_FIELD } from '#lib/quizzes/quiz-form.ts'

/**
 * Questions of a lesson: those of `ids` where the prose asks them, or, without `ids`, all that the prose does not ask, under the heading
 * "Check yourself". Only what may be seen before answering goes to the browser.
 */
export async function QuizSection({ lesson, ids }: { lesson: Lesson; ids?: readonly string[] }) {
  if (ids) return <QuizForm lesson={lesson} ids={ids} />
  const atEnd = lesson.quiz.questions.map((question) => question.id).filter((id) => !lesson.questionIdsInProse.includes(id))
  return (
    <section id="check-yourself" aria-labelledby="check-yourself-title" className="lesson-section">
      <h2 id="check-yourself-title">Check yourself</h2>
      {atEnd.length > 0 ? <QuizForm lesson={lesson} ids={atEnd} /> : <p>The questions of this lesson stand in its text, each where it belongs.</p>}
    </section>
  )
}

type QuizFormProps = { lesson: Lesson; ids: readonly string[]; seed?: number | null }

/** These questions as one form; `seed` chooses among the forms of a computed one. */
export async function QuizForm({ lesson, ids, seed = null }: QuizFormProps) {
  const { questions } = lesson.quiz
  const asked = questions.filter((question) => ids.includes(question.id))
  const { contentVersion, lastReviewed } = lesson.frontMatter
  const shownLesson = { id: lesson.id, contentVersion, questionIds: questions.map((question) => question.id), needsPass: needsPass(lesson) }
  const path = `/learn/${lesson.track.slug}/${lesson.slug}`
  const shown = await Promise.all(
    asked.map((question) => showQuestion(toPublicQuestion(question, seed), questions.indexOf(question) + 1, { lastReviewed, path })),
  )
  return (
    <form method="post" action={`${path}/answers`} className="quiz my-6 grid gap-10">
      <input type="hidden" name={VERSION_FIELD} value={contentVersion} />
      {shown.map((question) => (
        <input key={question.id} type="hidden" name={ASKED_FIELD} value={question.id} />
      ))}
      {shown.map((question, index) => (
        <QuestionCard key={question.id} question={question} lesson={shownLesson} total={questions.length} nextId={shown[index + 1]?.id ?? null} />
      ))}
      <p className="without-js text-sm text-muted">
        Without scripts, each of these buttons checks every answer you have given here and shows the result on a page of its own. They are kept if you
        are signed in.
      </p>
    </form>
  )
}
