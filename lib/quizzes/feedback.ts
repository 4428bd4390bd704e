import 'server-only'
import { renderMarkdown } from '#lib/lessons/render-lesson.ts'
import type { Feedback } from './answer-contract.ts'
import type { Grade } from './quiz-rules.ts'
import { type RichText, toRichText } from './rich-text.ts'

/** A grade with its Markdown rendered, ready to travel. */
export async function toFeedback(grade: Grade): Promise<Feedback> {
  const parts = grade.parts.map(async (part) => ({ ...part, whys: await Promise.all(part.whys.map(renderRichText)) }))
  return { verdict: grade.verdict, accepted: grade.accepted, parts: await Promise.all(parts), explanation: await renderRichText(grade.explanation) }
}

/** Markdown as rich text, code highlighted. */
export async function renderRichText(markdown: string): Promise<RichText[]> {
  return toRichText(await renderMarkdown(markdown))
}
