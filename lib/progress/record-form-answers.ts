import 'server-only'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'
import { toPublicQuestion } from '#lib/quizzes/public-question.ts'
import { askedQuestions, askedSeed, type FormEntries, readFormAnswer } from '#lib/quizzes/quiz-form.ts'
import { hashAnswer } from '#lib/quizzes/receipt.ts'
import type { Result } from '#lib/result.ts'
import { readAccountState } from './progress-store.ts'
import { recordForm } from './record-form.ts'

/** Records every whole answer of a quiz sent as a plain form; what is not answered, or faulty, is left out. The same form sent twice counts once. */
export async function recordFormAnswers(
  viewer: Viewer,
  lesson: Lesson,
  entries: readonly (readonly [string, string])[],
  now: Date,
): Promise<Result<null, 'database-away' | 'refused'>> {
  const { contentVersion } = lesson.frontMatter
  const answers = answersOf(lesson, entries).map(({ questionId, answer }) => ({ kind: 'answer' as const, questionId, contentVersion, answer }))
  return recordForm(viewer, [{ kind: 'opened', lessonId: lesson.id }, ...answers], now)
}

/** Whether the viewer's account has all of these answers, whenever they were given. */
export function hasAnswers(viewer: Viewer, answers: readonly { questionId: string; answer: Answer }[]): Promise<Result<boolean, 'database-away'>> {
  return orDatabaseAway(async () => {
    const { questions } = await readAccountState(viewer.id, 0)
    return answers.every(({ questionId, answer }) =>
      questions[questionId]?.attempts.some((attempt) => hashAnswer(attempt.answer) === hashAnswer(answer)),
    )
  })
}

function answersOf(lesson: Lesson, entries: FormEntries & readonly unknown[]): { questionId: string; answer: Answer }[] {
  return askedQuestions(lesson.quiz.questions, entries).flatMap((question) => {
    const read = readFormAnswer(toPublicQuestion(question, askedSeed(question.id, entries)), entries)
    return read.state === 'answered' ? [{ questionId: question.id, answer: read.answer }] : []
  })
}
