/** What `GET /api/questions/<id>?seed=` answers: one form of a computed question. In zod's small form, because the browser reads it as well. */
import * as z from 'zod/mini'
import { RichTextsSchema } from './answer-contract.ts'
import { SeedSchema } from './answer-schema.ts'

/** A form of a computed question as anyone may see it before answering; `words` are an option's content without its form. */
export const QuestionFormSchema = z.object({
  questionId: z.string(),
  type: z.enum(['cookies-sent', 'set-cookie-verdict']),
  seed: SeedSchema,
  situation: RichTextsSchema,
  options: z.array(z.object({ key: z.string(), content: RichTextsSchema, words: z.string() })),
})
export type QuestionForm = z.output<typeof QuestionFormSchema>
