/** What a learner may answer, as it travels and as it is kept. In zod's small form, because the browser reads it as well. */
import * as z from 'zod/mini'
import { isKeepableText, KEEPABLE_TEXT_EXPECTED } from '#lib/keepable-text.ts'
import { SEED_MAX } from './computed/seeded-random.ts'

/** Longest text that a fill-in takes, in UTF-16 units: room for a whole header line, none for an essay. */
export const FILL_IN_CHARACTERS_MAX = 200
/** More choices, items or pairs than any question has. */
const ANSWER_PARTS_MAX = 40

export const KEY_CHARACTERS = 12
const KEY_EXPECTED = 'expected the key of one of the choices (12 hexadecimal digits)'

/** Stands for an option, item or side of a pair wherever the browser can see it. */
const PartKeySchema = z.string({ error: KEY_EXPECTED }).check(z.regex(/^[0-9a-f]{12}$/, KEY_EXPECTED))

const keys = (expected: string) =>
  z.array(PartKeySchema, { error: expected }).check(z.minLength(1, expected), z.maxLength(ANSWER_PARTS_MAX, expected))

const unknownFields = (issue: { code?: string | undefined; keys?: unknown }) =>
  issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)
    ? `expected no other fields than those of this type; there is ${issue.keys.slice(0, 3).join(', ').slice(0, 100)}`
    : 'expected an object'

const choice = <const Type extends 'single' | 'predict'>(type: Type) =>
  z.strictObject({ type: z.literal(type), choice: PartKeySchema }, { error: unknownFields })

const SEED_EXPECTED = 'expected the seed of the question that was shown (a whole number)'

/** Which of its many forms a computed question had. */
export const SeedSchema = z.int({ error: SEED_EXPECTED }).check(z.minimum(0, SEED_EXPECTED), z.maximum(SEED_MAX, SEED_EXPECTED))

/** A seed as it stands in an address or a form; null for anything else. */
export function parseSeed(text: string | null | undefined): number | null {
  const seed = SeedSchema.safeParse(text && /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : null)
  return seed.success ? seed.data : null
}

const textExpected = `expected a text of 1 to ${FILL_IN_CHARACTERS_MAX} characters`

/** One learner's answer to one question. Whether its keys are the question's own is for `checkAnswer` to say. */
export const AnswerSchema = z.discriminatedUnion(
  'type',
  [
    choice('single'),
    choice('predict'),
    z.strictObject({ type: z.literal('multiple'), choices: keys('expected the keys of one or more choices') }, { error: unknownFields }),
    z.strictObject(
      {
        type: z.literal('fill-in'),
        text: z
          .string({ error: textExpected })
          .check(z.maxLength(FILL_IN_CHARACTERS_MAX, textExpected), z.regex(/\S/, textExpected), z.refine(isKeepableText, KEEPABLE_TEXT_EXPECTED)),
      },
      { error: unknownFields },
    ),
    z.strictObject({ type: z.literal('order'), order: keys('expected the keys of all items, in your order') }, { error: unknownFields }),
    z.strictObject(
      {
        type: z.literal('match'),
        pairs: z
          .array(z.strictObject({ left: PartKeySchema, right: PartKeySchema }, { error: unknownFields }), { error: 'expected a list of pairs' })
          .check(z.minLength(1, 'expected at least one pair'), z.maxLength(ANSWER_PARTS_MAX, `expected at most ${ANSWER_PARTS_MAX} pairs`)),
      },
      { error: unknownFields },
    ),
    z.strictObject(
      { type: z.literal('cookies-sent'), seed: SeedSchema, choices: keys('expected the keys of one or more choices') },
      { error: unknownFields },
    ),
    z.strictObject({ type: z.literal('set-cookie-verdict'), seed: SeedSchema, choice: PartKeySchema }, { error: unknownFields }),
  ],
  { error: 'expected one of single, multiple, predict, fill-in, order, match, cookies-sent, set-cookie-verdict' },
)

export type Answer = z.output<typeof AnswerSchema>
