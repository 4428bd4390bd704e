/** The parts of a step and of an HTTP request that a job may write, bounded. */
import { z } from 'zod'

/** Characters. */
export const URL_LENGTH_MAX = 2048
/** Characters, which are bytes on the wire where they are ASCII. */
export const HEADER_VALUE_LENGTH_MAX = 8 * 1024

/** Text of so many bytes of UTF-8 at most. */
export const textOf = (bytesMax: number) =>
  z
    .string()
    .max(bytesMax)
    .refine((text) => new TextEncoder().encode(text).length <= bytesMax, `expected at most ${bytesMax} bytes of UTF-8`)

/** An absolute http or https URL without blanks or fragment; whose host it is, the job's rules check. */
export const UrlSchema = z
  .string()
  .max(URL_LENGTH_MAX)
  .regex(/^https?:\/\/[^\s/?#]+(\/[!"$-~]*)?$/, 'expected an http or https URL of one of the sites')

/** RFC 9110, section 5.6.2: a token. */
export const TokenSchema = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/, 'expected an HTTP token')

/** Name and value of one field line, in the order in which they are sent. */
export const HeaderSchema = z.tuple([
  TokenSchema,
  z
    .string()
    .max(HEADER_VALUE_LENGTH_MAX)
    .regex(/^[^\r\n\0]*$/, 'a header value cannot hold a line break or NUL'),
])

export const HEADERS_MAX = 50
export const HeadersSchema = z.array(HeaderSchema).max(HEADERS_MAX)

export const NOTE_LENGTH_MAX = 300
export const StepIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'expected lower-case letters, digits and hyphens')

/** A step of a lab: its id, and one line for the learner where its author wrote one. */
export const step = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject({ id: StepIdSchema, note: z.string().max(NOTE_LENGTH_MAX).optional(), ...shape })
