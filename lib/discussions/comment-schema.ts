import { z } from 'zod'
import { REPORT_NOTE_CHARACTERS_MAX } from './comment-limits.ts'
import { isId } from './cursor-rules.ts'

/** Far above every limit of ours, which are told with what was typed and what is allowed. */
const TEXT_SANE_MAX = 200_000

const IdSchema = z.string('expected an id').refine(isId, 'expected an id')
const TextSchema = z.string('expected a text').max(TEXT_SANE_MAX, `expected at most ${TEXT_SANE_MAX} characters`)

export const TargetSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('thread'), lessonId: z.string('expected the id of a lesson').min(1, 'expected the id of a lesson').max(100) }),
    z.strictObject({
      kind: z.literal('reply'),
      threadId: IdSchema,
      replyTo: z.int('expected the number of a comment').min(1).max(2_147_483_647).nullable(),
    }),
  ],
  'expected a thread to open or to reply to',
)

/** What a text is for: a thread of its own under a lesson, or a reply in a thread, to one comment of it or to the thread as a whole. */
export type Target = z.output<typeof TargetSchema>

/** A new thread or reply. `clientId` is chosen by the form, and stays the same for the same post. */
export const NewPostSchema = z.strictObject({ target: TargetSchema, clientId: IdSchema, text: TextSchema })
export type NewPost = z.output<typeof NewPostSchema>

/** A new text for a comment. `version` names the one that it replaces: when it was last edited, or `first`. */
export const EditSchema = z.strictObject({ text: TextSchema, version: z.union([z.literal('first'), z.iso.datetime()], 'expected a version') })
export type Edit = z.output<typeof EditSchema>

export const PreviewSchema = z.strictObject({ text: TextSchema })

export const REPORT_REASONS = ['spam', 'abuse', 'personal', 'misleading', 'other'] as const

export const ReportSchema = z.strictObject({
  reason: z.enum(REPORT_REASONS, 'Choose what is wrong with it.'),
  note: z
    .string()
    .transform((note) => note.replaceAll('\u0000', '').replaceAll('\r\n', '\n').toWellFormed().trim())
    .pipe(z.string().max(REPORT_NOTE_CHARACTERS_MAX, `Expected at most ${REPORT_NOTE_CHARACTERS_MAX} characters.`)),
})
export type Report = z.output<typeof ReportSchema>
export type ReportReason = Report['reason']

/** What a moderator can decide: take it out of sight, show it again, or leave it and close its reports. */
export const RULINGS = ['hide', 'unhide', 'dismiss'] as const
export type Ruling = (typeof RULINGS)[number]
