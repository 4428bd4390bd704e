import { FilePathSchema, JOB_BOUNDS, JobFileSchema, StepSchema } from '@crumbtrail/runner/contract'
import { z } from 'zod'
import { LessonIdSchema } from '#lib/lessons/lesson-schema.ts'
import { PLAYGROUND_LIMITS } from './playground-limits.ts'

/** What a learner may add: what a browser or a client does, and time. Servers and services are the lab's affair. */
const OWN_STEPS = ['request', 'visit', 'submit', 'fetch', 'embed', 'reload', 'read-cookies', 'write-cookie', 'wait', 'restart-browser'] as const
export type OwnStepType = (typeof OWN_STEPS)[number]

const OwnStepSchema = StepSchema.refine(({ type }) => OWN_STEPS.some((one) => one === type), {
  path: ['type'],
  error: `expected one of ${OWN_STEPS.join(', ')}`,
})

const FilesSchema = z.array(JobFileSchema).min(1, 'expected at least one file').max(PLAYGROUND_LIMITS.filesMax)

/**
 * The files of a lesson's lab, with steps that the learner adds after the lab's own. Sites, browsers, steps and entry are the lab's:
 * they are never taken from the page.
 */
const LabRunSchema = z.strictObject({
  lessonId: LessonIdSchema,
  files: FilesSchema,
  requests: z.array(OwnStepSchema).max(PLAYGROUND_LIMITS.ownRequestsMax).default([]),
})

/** A script of the page's own. */
const ScriptRunSchema = z.strictObject({
  kind: z.literal('script'),
  files: FilesSchema,
  entry: FilePathSchema.optional(),
  stdin: z.string().max(JOB_BOUNDS.stdinBytesMax).optional(),
})

export type LabRun = z.output<typeof LabRunSchema>
export type ScriptRun = z.output<typeof ScriptRunSchema>
export type RunRequest = LabRun | ScriptRun

export type Fault = { field: string; message: string }

/** What a page asks to be run, or the first field that is not as expected. */
export function parseRunRequest(value: unknown): { ok: true; value: RunRequest } | { ok: false; fault: Fault } {
  const script = typeof value === 'object' && value !== null && 'kind' in value
  const parsed = script ? ScriptRunSchema.safeParse(value) : LabRunSchema.safeParse(value)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, fault: firstFault(parsed.error) }
}

/** The first mistake of a refused value: dotted path and what was expected. */
export function firstFault(error: z.ZodError): Fault {
  const [issue] = error.issues
  return { field: issue?.path.join('.') ?? '', message: issue?.message ?? 'not as expected' }
}
