/** What checks tell: in the contract, and from within their sandbox. */
import { z } from 'zod'

export const CHECKS_MAX = 20

/** One check of a run: whether it holds; `title` says what the learner must achieve, `hint` what to look at (null when it holds). */
export const CheckEventSchema = z.object({
  type: z.literal('check'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  title: z.string().min(1).max(200),
  passed: z.boolean(),
  hint: z.string().max(500).nullable(),
  /** The step to look at; null when the check is about the whole run. */
  stepId: z.string().max(60).nullable(),
})

/** What the sandbox of the checks says at its end, after the word that only it was told. */
export const CheckResultsSchema = z
  .array(CheckEventSchema.omit({ type: true }))
  .min(1)
  .max(CHECKS_MAX)
