/** The one document in which a browser keeps what its learner did. In zod's small form, because the browser reads it. */
import * as z from 'zod/mini'
import { AnswerSchema } from '#lib/quizzes/answer-schema.ts'

/** 2 knows passes. A page that only knows 1 would drop them, so it must leave the document alone. */
const PROGRESS_VERSION = 2
const READABLE_VERSIONS: readonly unknown[] = [1, PROGRESS_VERSION]

/** Makes each write a thing of its own: `id` (a UUID) lets an account take it exactly once, `at` says when it was made. */
const write = { id: z.uuid(), at: z.iso.datetime() }

export const CONFIDENCE_LEVELS = ['not-yet', 'with-gaps', 'yes', 'could-teach'] as const
export type ConfidenceLevel = (typeof CONFIDENCE_LEVELS)[number]

const contentVersion = z.string().check(z.regex(/^v\d{8}$/))
const receipt = z.string().check(z.maxLength(2048))

/** That the checks of a lesson's lab passed, with the receipt that the site signed for it; without one where the account vouches for it. */
const PassSchema = z.object({ ...write, contentVersion, receipt })

/** What one learner did with one lesson. A level of null is a confidence that was taken back; `done` false is a mark that was undone. */
export const LessonProgressSchema = z.object({
  opened: z.optional(z.object(write)),
  completed: z.optional(z.object(write)),
  passed: z.optional(PassSchema),
  marked: z.optional(z.object({ ...write, done: z.boolean() })),
  confidence: z.optional(z.object({ ...write, level: z.nullable(z.enum(CONFIDENCE_LEVELS)) })),
})

/** A graded answer with the receipt that the site signed for it. */
const AttemptSchema = z.object({
  ...write,
  contentVersion,
  answer: AnswerSchema,
  verdict: z.enum(['right', 'partly', 'wrong']),
  receipt,
})

/** An answer that is not graded: chosen and not sent yet, or (`unsent`) sent and not received. */
const DraftSchema = z.object({ ...write, contentVersion, answer: AnswerSchema, unsent: z.boolean() })

export type Write = { id: string; at: string }
export type LessonProgress = z.output<typeof LessonProgressSchema>
export type Pass = z.output<typeof PassSchema>
export type Attempt = z.output<typeof AttemptSchema>
export type Draft = z.output<typeof DraftSchema>

/** What one learner did with one question; attempts in the order in which they were made. */
export type QuestionProgress = { lessonId: string; attempts: Attempt[]; draft: Draft | null }

/** By permanent ids of lessons and questions. */
export type Progress = { lessons: Readonly<Record<string, LessonProgress>>; questions: Readonly<Record<string, QuestionProgress>> }

/** `lost` says whether parts of the document could not be read and were left out. */
export type ReadProgress = { state: 'read'; progress: Progress; lost: boolean } | { state: 'newer' }

export const EMPTY_PROGRESS: Progress = { lessons: {}, questions: {} }

const LESSON_ID = /^les-[a-z0-9-]{1,100}$/
const QUESTION_ID = /^q-[a-z0-9-]{1,100}$/

/** The document as it is stored. */
export function writeProgress(progress: Progress): string {
  return JSON.stringify({ version: PROGRESS_VERSION, ...progress })
}

/**
 * A stored document (null when there is none), entry by entry: what is damaged is left out and the rest is kept. A document of a later version than this
 * one is not touched at all.
 */
export function readProgress(text: string | null): ReadProgress {
  if (text === null) return { state: 'read', progress: EMPTY_PROGRESS, lost: false }
  const given = parseJson(text)
  if (!isObject(given)) return { state: 'read', progress: EMPTY_PROGRESS, lost: true }
  if (typeof given.version === 'number' && given.version > PROGRESS_VERSION) return { state: 'newer' }
  const loss = { lost: !READABLE_VERSIONS.includes(given.version) }
  const lessons = readEntries(given.lessons, LESSON_ID, loss, (value) => readLesson(value, loss))
  const questions = readEntries(given.questions, QUESTION_ID, loss, (value) => readQuestion(value, loss))
  return { state: 'read', progress: { lessons, questions }, lost: loss.lost }
}

type Loss = { lost: boolean }

function readEntries<Value>(given: unknown, idPattern: RegExp, loss: Loss, read: (value: unknown) => Value | null): Record<string, Value> {
  if (given !== undefined && !isObject(given)) loss.lost = true
  const entries = isObject(given) ? Object.entries(given) : []
  const kept = entries.flatMap(([id, value]): [string, Value][] => {
    const entry = idPattern.test(id) ? read(value) : null
    if (entry === null) loss.lost = true
    return entry === null ? [] : [[id, entry]]
  })
  return Object.fromEntries(kept)
}

/** Field by field, so that a damaged mark does not take a confidence with it. */
function readLesson(value: unknown, loss: Loss): LessonProgress | null {
  if (!isObject(value)) return null
  const whole = LessonProgressSchema.safeParse(value)
  if (whole.success) return whole.data
  loss.lost = true
  const fields = Object.keys(LessonProgressSchema.shape).flatMap((name) => {
    const field = LessonProgressSchema.safeParse({ [name]: value[name] })
    return field.success ? [field.data] : []
  })
  return Object.assign({}, ...fields)
}

function readQuestion(value: unknown, loss: Loss): QuestionProgress | null {
  if (!isObject(value) || typeof value.lessonId !== 'string' || !LESSON_ID.test(value.lessonId)) return null
  const given: unknown[] = Array.isArray(value.attempts) ? value.attempts : []
  const attempts = given.flatMap((item) => {
    const attempt = AttemptSchema.safeParse(item)
    return attempt.success ? [attempt.data] : []
  })
  const draft = DraftSchema.safeParse(value.draft)
  if (attempts.length < given.length || (value.draft !== null && value.draft !== undefined && !draft.success)) loss.lost = true
  return { lessonId: value.lessonId, attempts, draft: draft.success ? draft.data : null }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
