/** What a browser tells an account: writes, each with an id and a time of its own. In zod's small form, because the browser reads it as well. */
import * as z from 'zod/mini'
import { CONFIDENCE_LEVELS, type Write } from './progress-schema.ts'

/** The reserved path under which the requests that a learner added to a lab are kept among its files. */
export const REQUESTS_PATH = '#requests'
/** As the runner bounds the sources of a run. */
export const CODE_CHARACTERS_MAX = 64 * 1024
/** A run cannot last a day. */
const DURATION_MS_MAX = 86_400_000

const lessonId = z.string().check(z.regex(/^les-[a-z0-9-]{1,100}$/, 'expected the id of a lesson, such as les-http-forgets-you'))
const questionId = z.string().check(z.regex(/^q-[a-z0-9-]{1,100}$/, 'expected the id of a question, such as q-cookie-scope'))
const contentVersion = z.string().check(z.regex(/^v\d{8}$/, 'expected a content version, such as v20260528'))
const atExpected = 'expected a time in UTC, such as 2026-11-21T10:00:00.000Z'
const write = {
  id: z.uuid('expected a UUID, made once for this write'),
  // The year 0 is a time in ISO 8601 and none in PostgreSQL; nobody learnt before 1970.
  at: z.iso.datetime(atExpected).check(z.refine((at) => Date.parse(at) >= 0, atExpected)),
}
const path = z
  .string()
  .check(
    z.maxLength(200, 'expected at most 200 characters'),
    z.regex(
      /^(#requests|[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)$/,
      'expected a relative path such as server.js or lib/users.js',
    ),
  )
const content = z
  .string()
  .check(
    z.maxLength(CODE_CHARACTERS_MAX, `expected at most ${CODE_CHARACTERS_MAX} characters`),
    z.regex(/^[^\0]*$/, 'expected text without the character NUL'),
  )

/** Said of a receipt that is none for the pass that it comes with. */
export const PASS_RECEIPT_EXPECTED = 'expected the receipt that this site gave for these checks, at this time'

/**
 * `completed` is a browser's own word that nothing is missing; `passed` counts by its receipt alone; `answer` is graded again, or proved by its receipt;
 * `code` is one version of one file (`content` null: as in the starter), with the version it was written over (`base`) and the browser it was written in (`device`).
 */
export const ProgressWriteSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('opened'), ...write, lessonId }),
    z.strictObject({ kind: z.literal('completed'), ...write, lessonId }),
    z.strictObject({
      kind: z.literal('passed'),
      ...write,
      lessonId,
      contentVersion,
      receipt: z.string().check(z.maxLength(2048, PASS_RECEIPT_EXPECTED)),
    }),
    z.strictObject({ kind: z.literal('marked'), ...write, lessonId, done: z.boolean('expected true or false') }),
    z.strictObject({
      kind: z.literal('confidence'),
      ...write,
      lessonId,
      level: z.nullable(z.enum(CONFIDENCE_LEVELS, `expected one of ${CONFIDENCE_LEVELS.join(', ')}, or null`)),
    }),
    z.strictObject({
      kind: z.literal('answer'),
      ...write,
      questionId,
      contentVersion,
      answer: z.unknown(),
      receipt: z.string().check(z.maxLength(2048, 'expected a receipt of at most 2048 characters, or an empty text')),
    }),
    z.strictObject({
      kind: z.literal('hint'),
      ...write,
      lessonId,
      hintId: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/, 'expected the id of a hint, such as hint-1')),
    }),
    z.strictObject({
      kind: z.literal('run'),
      ...write,
      lessonId,
      outcome: z.string().check(z.regex(/^[a-z-]{1,40}$/, 'expected an outcome, such as finished')),
      durationMs: z.int('expected whole milliseconds').check(z.minimum(0), z.maximum(DURATION_MS_MAX)),
    }),
    z.strictObject({
      kind: z.literal('code'),
      ...write,
      lessonId,
      path,
      content: z.nullable(content),
      contentVersion,
      starter: z.string().check(z.regex(/^[a-z0-9]{1,40}$/, 'expected the fingerprint of the starter')),
      base: z.nullable(z.uuid('expected the id of a version, or null')),
      device: z.uuid('expected the id of a browser'),
    }),
  ],
  'expected a write of one of the kinds opened, completed, passed, marked, confidence, answer, hint, run, code',
)

export type ProgressWrite = z.output<typeof ProgressWriteSchema>
export type WriteKind = ProgressWrite['kind']
export type WriteOf<Kind extends WriteKind> = Extract<ProgressWrite, { kind: Kind }>

/** The id and time alone. */
export const stampOf = ({ id, at }: Write): Write => ({ id, at })
