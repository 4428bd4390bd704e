/** The contract's part for simulated browsers: who they are, what they can be told to do, and what they tell. */
import { type EngineEvent, EVENT_FIELDS } from '@crumbtrail/browser/engine/event'
import { findEventFault } from '@crumbtrail/browser/engine/find-event-fault'
import { z } from 'zod'
import { HEADER_VALUE_LENGTH_MAX, HeadersSchema, StepIdSchema, step, TokenSchema, textOf, URL_LENGTH_MAX, UrlSchema } from '../http-field-schema.ts'

export const BROWSERS_MAX = 4
/** Bytes of UTF-8, of a form's or script's body as of a raw request's. */
export const REQUEST_BODY_BYTES_MAX = 16 * 1024
const FORM_FIELDS_MAX = 50

export const BrowserNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a name of lower-case letters, digits and hyphens, such as alice')

/** A browser with a jar and one page of its own; the profile is whose rules it follows. */
export const BrowserSchema = z.strictObject({ name: BrowserNameSchema, profile: z.enum(['chromium', 'firefox', 'safari']).default('chromium') })

/** Whole, or from the root of the site whose page asks. A host that no site of the job has is one that the browser cannot find. */
const AddressSchema = z.union(
  [
    UrlSchema,
    z
      .string()
      .max(URL_LENGTH_MAX)
      .regex(/^\/(?!\/)[!"$-~]*$/),
  ],
  'expected an http or https URL, or a path such as /basket',
)

const BodySchema = textOf(REQUEST_BODY_BYTES_MAX)
const JSON_DEPTH_MAX = 100
const JsonSchema = z
  .unknown()
  // Looked at before anything that goes into it by calls within calls, for which a text of 1 MiB can be too deep.
  .refine((value) => isWithinDepth(value, JSON_DEPTH_MAX), `expected at most ${JSON_DEPTH_MAX} levels of JSON`)
  .pipe(z.json())
  .refine((value) => JSON.stringify(value).length <= REQUEST_BODY_BYTES_MAX, `expected at most ${REQUEST_BODY_BYTES_MAX} characters of JSON`)
const FormSchema = z
  .record(z.string().max(200), z.string().max(REQUEST_BODY_BYTES_MAX))
  .refine((form) => Object.keys(form).length <= FORM_FIELDS_MAX, `expected at most ${FORM_FIELDS_MAX} fields`)
  .refine((form) => JSON.stringify(form).length <= REQUEST_BODY_BYTES_MAX, `expected at most ${REQUEST_BODY_BYTES_MAX} characters in all`)

/** Level by level, so that no depth is too much for it. */
function isWithinDepth(value: unknown, depthMax: number): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) return false
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return true
}

/** `browser` may be left out where the job has only one. */
const alone = <T extends z.core.$ZodLooseShape>(shape: T) => step({ browser: BrowserNameSchema.optional(), ...shape })
/** `in` names the frame whose document acts: the id of the step that embedded it. The page itself without it. */
const onPage = <T extends z.core.$ZodLooseShape>(shape: T) => alone({ in: StepIdSchema.optional(), ...shape })

/** What a browser can be told to do. */
export const BROWSER_STEP_SCHEMAS = [
  /** Typed into the address bar, or a link on the page that is followed. */
  onPage({ type: z.literal('visit'), url: AddressSchema, from: z.literal('page').optional() }),
  /** A form of the page; `json` is what no form can send, and shows what a server then does. */
  onPage({
    type: z.literal('submit'),
    method: TokenSchema,
    url: AddressSchema,
    form: FormSchema.optional(),
    json: JsonSchema.optional(),
    body: BodySchema.optional(),
  }),
  /** A script of the page calls `fetch`. */
  onPage({
    type: z.literal('fetch'),
    method: TokenSchema,
    url: AddressSchema,
    headers: HeadersSchema.default([]),
    json: JsonSchema.optional(),
    body: BodySchema.optional(),
    credentials: z.enum(['omit', 'same-origin', 'include']).optional(),
    mode: z.enum(['cors', 'no-cors', 'same-origin']).optional(),
  }),
  onPage({ type: z.literal('embed'), url: AddressSchema, as: z.enum(['image', 'script', 'iframe']) }),
  onPage({ type: z.literal('reload') }),
  /** What `document.cookie` shows. */
  onPage({ type: z.literal('read-cookies') }),
  /** What an assignment to `document.cookie` does. */
  onPage({ type: z.literal('write-cookie'), cookie: z.string().max(HEADER_VALUE_LENGTH_MAX) }),
  /** Ends the browser and opens it again, without the page and the session cookies. */
  alone({ type: z.literal('restart-browser') }),
  /** Copies the cookies of this name out of another browser's jar. */
  alone({ type: z.literal('steal-cookie'), name: z.string().max(4096), from: BrowserNameSchema }),
] as const

/** An event of the simulated browser, as its engine tells it (`browser/src/engine/README.md`, with the table of its fields). */
export const EngineEventSchema = z
  .looseObject({ type: z.enum(Object.keys(EVENT_FIELDS) as [EngineEvent['type'], ...EngineEvent['type'][]]) })
  .superRefine((value, context) => {
    const fault = findEventFault(value)
    if (fault !== null) context.addIssue({ code: 'custom', message: fault })
    // The fields are looked at by the engine's own validator, which a schema cannot tell in its type.
  }) as unknown as z.ZodType<EngineEvent, EngineEvent>

/** Why some of what the browser told is missing: all decisions of a run together are over the limit. */
export const EventsCutSchema = z.enum(['decision-bytes'])

/** What an exchange has beside its bytes when a browser made it. */
export const BROWSER_EXCHANGE_FIELDS = {
  /** Name of the browser; null for a raw request. */
  browser: z.string().nullable(),
  /** What for: `preflight`, or what is loaded. Absent for a raw request. */
  purpose: z.enum(['navigation', 'iframe', 'fetch', 'image', 'script', 'preflight']).optional(),
  /** What the browser decided of this request and its response, in order; empty for a raw request. */
  decisions: z.array(EngineEventSchema),
  decisionsCut: EventsCutSchema.optional(),
} as const

/** What a browser told that belongs to no exchange: `document.cookie`, its page, its session, what it refused. In order with the exchanges. */
export const BrowserEventSchema = z.object({
  type: z.literal('browser'),
  stepId: z.string(),
  browser: z.string(),
  /** Milliseconds since the run began. */
  at: z.number().min(0),
  events: z.array(EngineEventSchema),
  eventsCut: EventsCutSchema.optional(),
})
