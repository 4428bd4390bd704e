import { z } from 'zod'

/** Larger than any answer by far. */
export const ANSWER_BYTES_MAX = 16 * 1024

/** The body of `POST /api/answers`. The answer itself is checked against its question. */
export const AnswerRequestSchema = z.strictObject(
  {
    questionId: z
      .string('expected the id of a question, such as q-cookie-scope')
      .min(1, 'expected the id of a question')
      .max(110, 'expected the id of a question'),
    contentVersion: z
      .string('expected the content version of the page, such as v20260528')
      .regex(/^v\d{8}$/, 'expected the content version of the page, such as v20260528'),
    answer: z.unknown().optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `expected no other fields; there is ${issue.keys.slice(0, 3).join(', ').slice(0, 100)}`
        : 'expected an object',
  },
)
