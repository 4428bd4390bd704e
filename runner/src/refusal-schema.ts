import { z } from 'zod'

/** Why the runner does not do what it was asked; what the code alone decides (the HTTP status) is in `http-answers.ts`. */
export const RefusalSchema = z.object({
  code: z.enum([
    'bad-request',
    'unauthorized',
    'not-found',
    'method-not-allowed',
    'too-large',
    'service-missing',
    'busy',
    'too-many',
    'sandbox-unavailable',
    'shutting-down',
    'internal',
  ]),
  message: z.string(),
  /** Dotted path into the job, such as `steps.2.url`. */
  field: z.string().optional(),
  /** For `sandbox-unavailable` and `service-missing`: what this machine lacks, and what to do about it. */
  missing: z.array(z.string()).optional(),
  fix: z.string().optional(),
  retryAfterSeconds: z.int().optional(),
})
