/** What a browser and `/api/progress` say to each other. In zod's small form, because the browser reads it. */
import * as z from 'zod/mini'
import { AnswerSchema } from '#lib/quizzes/answer-schema.ts'
import { LessonProgressSchema } from './progress-schema.ts'
import type { ProgressWrite } from './write-schema.ts'

/** More writes than a learner makes in an hour; a longer list is sent in pieces. */
export const WRITES_MAX = 200
/** What the site's entry takes at most, with some room for what stands around the writes. */
export const EXCHANGE_BYTES_MAX = 256 * 1024

/** `since` is the revision that the browser has, 0 for none. `account` is whose work it is: for another's session the answer is that of none. */
export type ExchangeRequest = { account: string; since: number; writes: ProgressWrite[] }

const uuid = z.string()
const KeptAttemptSchema = z.object({
  id: uuid,
  at: z.string(),
  contentVersion: z.string(),
  answer: AnswerSchema,
  verdict: z.enum(['right', 'partly', 'wrong']),
})

/**
 * `applied` names the writes that the account has now, also those it had before; `refused` those that it will never take. The rest is the account's
 * state: every lesson and question that changed after `since`, whole, and the lessons whose code changed.
 */
export const ExchangeReplySchema = z.object({
  applied: z.array(uuid),
  refused: z.array(z.object({ id: z.nullable(z.string()), field: z.string(), message: z.string() })),
  revision: z.int(),
  /** Whether the state is the whole account's, so that what is not in it is nowhere. */
  isWhole: z.boolean(),
  lessons: z.record(z.string(), LessonProgressSchema),
  questions: z.record(z.string(), z.object({ lessonId: z.string(), attempts: z.array(KeptAttemptSchema) })),
  /** Hints opened, by lesson. */
  hints: z.record(z.string(), z.array(z.string())),
  codeChanged: z.array(z.string()),
})
export type ExchangeReply = z.output<typeof ExchangeReplySchema>
export type AccountState = Omit<ExchangeReply, 'applied' | 'refused'>
export type Refused = ExchangeReply['refused'][number]

const KeptFileSchema = z.object({
  path: z.string(),
  versionId: uuid,
  at: z.string(),
  deviceId: uuid,
  content: z.nullable(z.string()),
  contentVersion: z.string(),
  starter: z.string(),
})
const KeptCopySchema = z.object({ id: uuid, path: z.string(), at: z.string(), content: z.string() })
const KeptRunSchema = z.object({ id: uuid, at: z.string(), outcome: z.string(), durationMs: z.number() })

/** What the account keeps of one lab: the newest version of each edited file, versions that lost, the latest runs; each latest first. */
export const LabStateSchema = z.object({ files: z.array(KeptFileSchema), copies: z.array(KeptCopySchema), runs: z.array(KeptRunSchema) })
export type LabState = z.output<typeof LabStateSchema>
export type KeptFile = LabState['files'][number]

/** The one shape of every refusal. */
export type ExchangeError = {
  code: 'bad-request' | 'not-found' | 'signed-out' | 'too-large' | 'unsupported-media-type' | 'too-many' | 'database-away'
  message: string
  field?: string
}
