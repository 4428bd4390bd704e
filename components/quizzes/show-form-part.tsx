import { RichTextView } from '#components/quizzes/rich-text-view.tsx'
import type { ShownPart } from '#components/quizzes/shown-question.ts'
import type { QuestionForm } from '#lib/quizzes/question-form-contract.ts'

/** An option of a computed question as it is drawn; the same from the server and from a form that came later. */
export function showFormPart({ key, content, words }: QuestionForm['options'][number]): ShownPart {
  return { key, content: <RichTextView nodes={content} />, words }
}
