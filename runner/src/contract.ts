/**
 * The runner's contract: the Job that a caller sends to `POST /v1/runs` and the Events that stream back, one JSON object a line (NDJSON). Everything that
 * is run uses it; the site sees this file alone.
 */
import { z } from 'zod'
import {
  BROWSER_EXCHANGE_FIELDS,
  BROWSER_STEP_SCHEMAS,
  BROWSERS_MAX,
  BrowserEventSchema,
  BrowserSchema,
  REQUEST_BODY_BYTES_MAX,
} from './browsers/browser-schema.ts'
import { CheckEventSchema } from './checks/check-schema.ts'
import { ClockStartSchema } from './clock/clock-start-schema.ts'
import {
  HEADER_VALUE_LENGTH_MAX,
  HEADERS_MAX,
  HeadersSchema,
  NOTE_LENGTH_MAX,
  StepIdSchema,
  step,
  TokenSchema,
  textOf,
  URL_LENGTH_MAX,
  UrlSchema,
} from './http-field-schema.ts'
import { findJobFaults } from './job-rules.ts'
import { RefusalSchema } from './refusal-schema.ts'
import { ServiceEventSchema, ServiceKeysEventSchema } from './services/service-schema.ts'

export const CONTRACT_VERSION = 1

/** Bounds of a job, checked before any sandbox is touched. Sizes in bytes of UTF-8. */
export const JOB_BOUNDS = {
  filesMax: 20,
  filePathLengthMax: 120,
  sourceBytesMax: 64 * 1024,
  stdinBytesMax: 16 * 1024,
  sitesMax: 4,
  browsersMax: BROWSERS_MAX,
  stepsMax: 40,
  headersMax: HEADERS_MAX,
  headerValueLengthMax: HEADER_VALUE_LENGTH_MAX,
  urlLengthMax: URL_LENGTH_MAX,
  requestBodyBytesMax: REQUEST_BODY_BYTES_MAX,
  noteLengthMax: NOTE_LENGTH_MAX,
} as const

/** A relative path of plain segments: no `..`, no leading dot or slash, no `node_modules`. */
export const FilePathSchema = z
  .string()
  .max(JOB_BOUNDS.filePathLengthMax)
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/, 'expected a relative path such as server.js or lib/users.js')
  .refine((path) => !path.split('/').includes('node_modules'), 'node_modules cannot be written; the packages are already there')

export const JobFileSchema = z.strictObject({ path: FilePathSchema, content: z.string() })

/** Site hosts end in `.test` (RFC 6761, section 6.2: never resolves on the real internet). */
export const SiteHostSchema = z
  .string()
  .max(100)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+test$/, 'expected a lower-case host name that ends in .test, such as shop.test')

export const SiteSchema = z.strictObject({
  host: SiteHostSchema,
  entry: FilePathSchema,
  /** The value of `PORT` in this site's process. Ports below 1024 are not open to it. */
  port: z.int().min(1024).max(65535),
})

/**
 * One HTTP request exactly as written: no browser, no jar. `Host` is added when it is not among the headers, and
 * `Content-Length` when there is a body without one; `X-Forwarded-Proto` tells the URL's scheme, as a proxy that ends TLS would.
 * `cookiesFrom` names an earlier request step: the plain `name=value` pairs which its answer set are sent back.
 */
export const RequestStepSchema = step({
  type: z.literal('request'),
  method: TokenSchema,
  url: UrlSchema,
  headers: HeadersSchema.default([]),
  body: textOf(JOB_BOUNDS.requestBodyBytesMax).optional(),
  cookiesFrom: StepIdSchema.optional(),
})

/** What a browser does, or what time does (the lab's steps). */
export const StepSchema = z.discriminatedUnion('type', [
  RequestStepSchema,
  ...BROWSER_STEP_SCHEMAS,
  step({
    type: z.literal('wait'),
    seconds: z
      .number()
      .positive()
      .max(400 * 24 * 3600),
  }),
  step({ type: z.literal('restart-server'), site: SiteHostSchema.optional() }),
  step({ type: z.literal('stop-service'), service: z.string().max(40) }),
  step({ type: z.literal('start-service'), service: z.string().max(40) }),
])

const LimitsSchema = z.strictObject({
  wallMs: z.int().min(100).max(30_000).optional(),
})

/** A whole job. What its fields owe each other is in `job-rules.ts`. */
export const JobSchema = z
  .strictObject({
    version: z.literal(CONTRACT_VERSION),
    kind: z.enum(['script', 'lab']),
    /** The file that a script runs; the only file when it is left out. A lab's entries are its sites'. */
    entry: FilePathSchema.optional(),
    stdin: textOf(JOB_BOUNDS.stdinBytesMax).optional(),
    sites: z.array(SiteSchema).max(JOB_BOUNDS.sitesMax).default([]),
    files: z.array(JobFileSchema).min(1, 'expected at least one file').max(JOB_BOUNDS.filesMax),
    /** Run beside the programs, found by `REDIS_URL` and `REDIS_SOCKET`; empty at every start. It keeps real time: a wait takes that much off every key's life. */
    services: z
      .array(z.enum(['redis']))
      .max(1)
      .default([]),
    /** Whether a service's keys are told after each step. */
    listsKeys: z.boolean().default(false),
    browsers: z.array(BrowserSchema).max(JOB_BOUNDS.browsersMax).default([]),
    steps: z.array(StepSchema).max(JOB_BOUNDS.stepsMax).default([]),
    /** The instant at which the run's clock starts; real time when it is left out. */
    clockStart: ClockStartSchema.optional(),
    /** Source of an ES module that exports `checks`, played over the timeline in a sandbox of its own when the run is over (`checks/inside.ts`). */
    checks: textOf(JOB_BOUNDS.sourceBytesMax).optional(),
    limits: LimitsSchema.optional(),
    /** Opaque key of who asks (account or address), for fairness; never shown to the program. */
    caller: z.string().min(1).max(200),
  })
  .superRefine((job, context) => {
    for (const { path, message } of findJobFaults(job, JOB_BOUNDS.sourceBytesMax)) context.addIssue({ code: 'custom', path, message })
  })

export type Job = z.output<typeof JobSchema>
export type JobInput = z.input<typeof JobSchema>
export type JobStep = z.output<typeof StepSchema>
export type BrowserStep = z.output<(typeof BROWSER_STEP_SCHEMAS)[number]>
export type RequestStep = z.output<typeof RequestStepSchema>

/** Milliseconds since the run began (the sandbox was ready and the program started). */
const AtMsSchema = z.number().min(0)

/** Lines keep their order within the run by `seq`; `text` has no more than the output limit in all and may hold part of a line. */
export const LogEventSchema = z.object({
  type: z.literal('log'),
  stream: z.enum(['stdout', 'stderr']),
  site: z.string().nullable(),
  seq: z.int().min(0),
  at: AtMsSchema,
  text: z.string(),
})

/** Bytes as they were on the wire, base64, cut at the limit; `bytes` is how many there were before the cut. */
const RawMessageSchema = z.object({ raw: z.base64(), bytes: z.int().min(0), cut: z.boolean() })

export const ExchangeFailureSchema = z.enum([
  /** Nothing accepted the connection. */
  'not-listening',
  /** The connection was closed or reset before a whole response had arrived. */
  'connection-closed',
  /** The step's deadline passed first. */
  'timed-out',
  /** What came back is not an HTTP/1.1 response. */
  'not-http',
  /** Status line and headers are over the limit of bytes, or the headers over that of their number. */
  'headers-too-large',
  /** The browser looked for a host that no site of the job has. Nothing was sent. */
  'no-such-host',
  /** The browsers of the run had made as many exchanges, or been told as much, as they may. Nothing was sent. */
  'too-many-exchanges',
])

export const ExchangeEventSchema = z.object({
  type: z.literal('exchange'),
  stepId: z.string(),
  /** The host that was asked. */
  site: z.string(),
  at: AtMsSchema,
  durationMs: z.number().min(0),
  request: RawMessageSchema.extend({ method: z.string(), url: z.string() }),
  /** Null when no response head could be read; what did arrive is then in `partial`. */
  response: RawMessageSchema.extend({
    status: z.int(),
    reason: z.string(),
    /** In wire order, repeated names kept; bytes read as Latin-1 (RFC 9110, section 5.5). */
    headers: z.array(z.tuple([z.string(), z.string()])),
    /** Offset of the first body byte in `raw`. */
    bodyOffset: z.int().min(0),
    /** The body with any chunked framing removed, base64, cut at the limit. */
    body: z.base64(),
  }).nullable(),
  failure: ExchangeFailureSchema.nullable(),
  partial: RawMessageSchema.nullable(),
  ...BROWSER_EXCHANGE_FIELDS,
})

export const OutcomeSchema = z.enum([
  /** All steps were played, or the script ended with code 0. */
  'finished',
  /** The program ended by itself with another code than 0, or a server before its steps were done. */
  'exited',
  'signal',
  'wall-timeout',
  'cpu-timeout',
  'out-of-memory',
  'output-cut',
  /** A site's process did not listen on its port in time; `portsFound` holds those that were open. */
  'no-server',
  /** The run was stopped by the caller. */
  'cancelled',
  /** Nothing was run: the sandbox would not take the program (for example a host file that cannot be written), or `refusal` says why. */
  'refused',
  /** Our fault. */
  'internal',
])
export type Outcome = z.output<typeof OutcomeSchema>

export const EndEventSchema = z.object({
  type: z.literal('end'),
  outcome: OutcomeSchema,
  exitCode: z.int().nullable(),
  signal: z.string().nullable(),
  /** The site whose process decided the outcome; null for a script. */
  site: z.string().nullable(),
  /** The limit that was hit, with its value; null when none was. */
  limit: z
    .object({
      name: z.enum(['wall', 'cpu', 'memory', 'output-bytes', 'output-lines', 'listen']),
      value: z.number(),
      unit: z.enum(['ms', 'bytes', 'lines']),
      /** How much had been used of it when the run was ended, in the same unit; null where the machine does not count it. */
      used: z.number().min(0).nullable().optional(),
    })
    .nullable(),
  used: z.object({
    /** From program start to end; waiting for a place is `queueMs`. */
    wallMs: z.number().min(0),
    queueMs: z.number().min(0),
    /** Null where the machine gives no cgroup to read it from. */
    cpuMs: z.number().min(0).nullable(),
    memoryPeakBytes: z.number().min(0).nullable(),
    outputBytes: z.number().min(0),
  }),
  portsFound: z.array(z.int()),
  /** Layers of the sandbox that this machine lacks, by name; empty when it is whole. */
  degraded: z.array(z.string()),
  /** With a job's checks: `run` when each of them was told before, `failed` when they could not be played to their end. */
  checks: z.enum(['run', 'failed']).optional(),
  /** With `refused`: why a job that had waited was not run after all; absent otherwise. */
  refusal: RefusalSchema.optional(),
})

export const EventSchema = z.discriminatedUnion('type', [
  /** Told before the run begins, and only when it has to wait: 1 is next; 0 ends the wait. */
  z.object({ type: z.literal('queue'), position: z.int().min(0) }),
  LogEventSchema,
  ExchangeEventSchema,
  z.object({ type: z.literal('step'), stepId: z.string(), phase: z.enum(['started', 'done']), at: AtMsSchema }),
  z.object({ type: z.literal('clock'), stepId: z.string(), at: AtMsSchema, now: z.iso.datetime() }),
  BrowserEventSchema,
  ServiceEventSchema,
  ServiceKeysEventSchema,
  CheckEventSchema,
  EndEventSchema,
])
export type RunEvent = z.output<typeof EventSchema>
export type LogEvent = z.output<typeof LogEventSchema>
export type ExchangeEvent = z.output<typeof ExchangeEventSchema>
export type BrowserEvent = z.output<typeof BrowserEventSchema>
export type CheckEvent = z.output<typeof CheckEventSchema>
export type EndEvent = z.output<typeof EndEventSchema>

/** The one shape of every refusal (4xx: the request's fault; 5xx: ours). */
export const RunnerErrorSchema = z.object({ error: RefusalSchema })
export type RunnerError = z.output<typeof RunnerErrorSchema>['error']

/** `GET /health/ready` (200 or 503). */
export const RunnerHealthSchema = z.object({
  status: z.enum(['ready', 'degraded', 'unavailable']),
  missing: z.array(z.string()),
  fix: z.string().nullable(),
  /** The layers in force, by name, for people: `user namespace`, `seccomp`, `cgroup v1: memory, pids, cpu`, … */
  layers: z.array(z.string()),
})
export type RunnerHealth = z.output<typeof RunnerHealthSchema>
