import 'server-only'
import { findQuestion } from '#lib/lessons/lesson-catalogue.ts'
import { failure, type Result, success } from '#lib/result.ts'
import { renderRichText } from './feedback.ts'
import { type PublicQuestion, toPublicQuestion } from './public-question.ts'
import type { QuestionForm } from './question-form-contract.ts'
import { plainText, type RichText } from './rich-text.ts'

type ComputedForm = Extract<PublicQuestion, { seed: number }>

/** A form of a computed question with its Markdown rendered, ready to travel: nothing in it tells what is right. */
export async function toQuestionForm({ id, type, seed, situation, options }: ComputedForm): Promise<QuestionForm> {
  const parts = options.map(async ({ key, text }) => {
    const content = inOneLine(await renderRichText(text))
    return { key, content, words: plainText(content).trim() }
  })
  return { questionId: id, type, seed, situation: await renderRichText(situation), options: await Promise.all(parts) }
}

/** The form of a question of the course that a seed stands for; `unknown-question` also where the question is not computed, and has but one. */
export async function findQuestionForm(questionId: string, seed: number): Promise<Result<QuestionForm, 'unknown-question'>> {
  const found = await findQuestion(questionId)
  const shown = found ? toPublicQuestion(found.question, seed) : null
  return shown && 'seed' in shown ? success(await toQuestionForm(shown)) : failure('unknown-question')
}

/** An option stands in a label, which holds no paragraphs. */
function inOneLine(nodes: readonly RichText[]): RichText[] {
  return nodes.flatMap((node) => (typeof node !== 'string' && node.tag === 'p' ? node.children : [node]))
}
