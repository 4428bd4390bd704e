/** What the browser and `POST /api/answers` say to each other. In zod's small form, because the browser reads it as well. */
import * as z from 'zod/mini'
import type { Answer } from './answer-schema.ts'
import { isRichTag, RICH_ATTRIBUTES, type RichTag, type RichText } from './rich-text.ts'

/** `contentVersion` is the version of the page on which the question stood. */
export type AnswerRequest = { questionId: string; contentVersion: string; answer: Answer }

const RichTextSchema: z.ZodMiniType<RichText> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({
      tag: z.custom<RichTag>(isRichTag),
      attributes: z.optional(z.partialRecord(z.enum(RICH_ATTRIBUTES), z.string())),
      children: z.array(RichTextSchema),
    }),
  ]),
)
export const RichTextsSchema = z.array(RichTextSchema)

const VerdictSchema = z.enum(['right', 'partly', 'wrong'])

/** Feedback on an answer. `parts` are about what was chosen and what is right; see `PartGrade` for the fields. */
const FeedbackSchema = z.object({
  verdict: VerdictSchema,
  parts: z.array(
    z.object({
      key: z.string(),
      state: z.enum(['right', 'wrong', 'missed']),
      whys: z.array(RichTextsSchema),
      rightPlace: z.optional(z.number()),
      rightKey: z.optional(z.string()),
    }),
  ),
  accepted: z.array(z.string()),
  explanation: RichTextsSchema,
})
export type Feedback = z.output<typeof FeedbackSchema>

/** `stale`: the page was of another content version than the one that graded the answer. */
export const AnswerReplySchema = z.object({
  questionId: z.string(),
  lessonId: z.string(),
  contentVersion: z.string(),
  stale: z.boolean(),
  feedback: FeedbackSchema,
  receipt: z.string(),
})
export type AnswerReply = z.output<typeof AnswerReplySchema>

/** The one shape of every refusal. `field` is the dotted path of the field at fault. */
export const AnswerErrorSchema = z.object({
  error: z.object({
    code: z.enum(['bad-request', 'unknown-question', 'too-large', 'unsupported-media-type', 'too-many', 'unavailable']),
    message: z.string(),
    field: z.optional(z.string()),
  }),
})
export type AnswerError = z.output<typeof AnswerErrorSchema>['error']
