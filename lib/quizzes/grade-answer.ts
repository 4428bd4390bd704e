import 'server-only'
import { findQuestion } from '#lib/lessons/lesson-catalogue.ts'
import type { AnswerReply } from './answer-contract.ts'
import { type AnswerFault, checkAnswer } from './check-answer.ts'
import { toFeedback } from './feedback.ts'
import { publicQuestionOf } from './public-question.ts'
import { grade } from './quiz-rules.ts'
import { signReceipt } from './receipt.ts'

export type GradedAnswer =
  | { ok: true; value: AnswerReply }
  | { ok: false; reason: 'unknown-question' }
  | { ok: false; reason: 'bad-answer'; faults: AnswerFault[] }

/**
 * Grades an answer against the current content and signs a receipt for it; nothing is stored, and nobody needs to be known. A page of another content
 * version is told so by `stale`, and is graded all the same as long as its keys still exist (else `bad-answer`, with every fault).
 */
export async function gradeAnswer(asked: { questionId: string; contentVersion: string; answer: unknown }, now: Date): Promise<GradedAnswer> {
  const found = await findQuestion(asked.questionId)
  if (!found) return { ok: false, reason: 'unknown-question' }
  const { lesson, question } = found
  const checked = checkAnswer(publicQuestionOf(question, asked.answer), asked.answer)
  if (!checked.ok) return { ok: false, reason: 'bad-answer', faults: checked.faults }
  const graded = grade(question, checked.value)
  const { contentVersion } = lesson.frontMatter
  const about = { questionId: question.id, lessonId: lesson.id, contentVersion }
  const [feedback, receipt] = await Promise.all([toFeedback(graded), signReceipt({ ...about, answer: checked.value, verdict: graded.verdict }, now)])
  return { ok: true, value: { ...about, stale: asked.contentVersion !== contentVersion, feedback, receipt } }
}
