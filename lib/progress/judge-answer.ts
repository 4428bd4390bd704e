import 'server-only'
import { findQuestion } from '#lib/lessons/lesson-catalogue.ts'
import { type Answer, AnswerSchema } from '#lib/quizzes/answer-schema.ts'
import { checkAnswer } from '#lib/quizzes/check-answer.ts'
import { publicQuestionOf } from '#lib/quizzes/public-question.ts'
import { grade, type Verdict } from '#lib/quizzes/quiz-rules.ts'
import { hashAnswer, readReceipt } from '#lib/quizzes/receipt.ts'
import type { WriteOf } from './write-schema.ts'

type Judged = { ok: true; answer: Answer; verdict: Verdict; contentVersion: string } | { ok: false; field: string; message: string }

/**
 * What an answer that a browser sends is worth, whatever the browser says: the verdict of a receipt that we signed for this answer to this question,
 * else that of grading it now. An answer to older content whose choices are gone, or to a question that is gone, is kept as not right.
 */
export async function judgeAnswer({ questionId, contentVersion, answer, receipt }: Omit<WriteOf<'answer'>, 'kind'>): Promise<Judged> {
  const parsed = AnswerSchema.safeParse(answer)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { ok: false, field: ['answer', ...(issue?.path ?? [])].join('.'), message: issue?.message ?? 'expected an answer' }
  }
  const said = receipt === '' ? null : await readReceipt(receipt)
  if (said?.ok && said.value.questionId === questionId && said.value.answerHash === hashAnswer(parsed.data))
    return { ok: true, answer: parsed.data, verdict: said.value.verdict, contentVersion: said.value.contentVersion }
  const found = await findQuestion(questionId)
  if (!found) return { ok: true, answer: parsed.data, verdict: 'wrong', contentVersion }
  const current = found.lesson.frontMatter.contentVersion
  const checked = checkAnswer(publicQuestionOf(found.question, parsed.data), parsed.data)
  const [fault] = checked.ok ? [] : checked.faults
  if (fault && contentVersion === current) return { ok: false, field: fault.field, message: fault.message }
  return {
    ok: true,
    answer: parsed.data,
    verdict: checked.ok ? grade(found.question, checked.value).verdict : 'wrong',
    contentVersion: checked.ok ? current : contentVersion,
  }
}
