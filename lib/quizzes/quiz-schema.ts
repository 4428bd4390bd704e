/**
 * quiz.yaml: the questions of a lesson with their answers, as authors write them. This form never leaves the server; what
 * a browser may see before it answers is made from it elsewhere. The descriptions are for authors.
 */
import { z } from 'zod'
import { SEED_MAX } from './computed/seeded-random.ts'
import { DIFFICULTIES, SENDING_TOPICS, TOPICS, type Topic } from './computed/topics.ts'

const TextSchema = z.string().trim().min(1, 'expected a text that is not empty')
const LineSchema = TextSchema.regex(/^[^\r\n]*$/, 'expected one line')
const PartIdSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens, in quotes if it is a number')

export const QuestionIdSchema = z.string().regex(/^q-[a-z0-9]+(-[a-z0-9]+)*$/, 'expected an id such as q-cookie-scope')

const common = {
  id: QuestionIdSchema.describe('permanent id, unique in all content; answers point to it'),
  prompt: TextSchema.describe('the question, in Markdown'),
  explanation: TextSchema.describe('shown with the verdict, in Markdown'),
  foretells: z.literal(true).optional().describe('true when the question asks what will happen; a lesson of mode none needs one'),
}
const WhySchema = TextSchema.describe('said to the learner who chose it')
const RightSchema = z.literal(true).optional().describe('true on a right option; left out otherwise')

const ChoiceSchema = z.strictObject({
  id: PartIdSchema.describe('id of the option, unique in its question'),
  text: TextSchema.describe('the option, in Markdown'),
  right: RightSchema,
  why: WhySchema,
})

/** The first id that is there twice is refused at its second place. */
const refuseTwins = (ids: string[], path: (index: number) => PropertyKey[], context: z.core.$RefinementCtx) => {
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index)
      context.issues.push({ code: 'custom', input: id, path: path(index), message: `expected each id once; ${id} is there twice` })
  })
}

const refuseTwinOptions = (options: { id: string }[], context: z.core.$RefinementCtx) =>
  refuseTwins(
    options.map((option) => option.id),
    (index) => ['options', index, 'id'],
    context,
  )

/** Two options that read the same cannot be told apart, whichever is right. */
const refuseTwinTexts = (options: { text: string }[], context: z.core.$RefinementCtx) =>
  options.forEach(({ text }, index) => {
    if (options.findIndex((other) => other.text === text) !== index)
      context.addIssue({ code: 'custom', path: ['options', index, 'text'], message: 'expected a text that no other option has' })
  })

const requireRight = (options: { right?: true | undefined }[], exactlyOne: boolean, context: z.core.$RefinementCtx) => {
  const count = options.filter((option) => option.right).length
  if (exactlyOne ? count === 1 : count >= 1) return
  const message = `expected ${exactlyOne ? 'exactly one option' : 'at least one option'} with right: true, found ${count}`
  context.issues.push({ code: 'custom', input: options, path: ['options'], message })
}

const OptionsSchema = z.array(ChoiceSchema).min(2, 'expected at least two options').max(8, 'expected at most eight options')

/** One option is right. */
export const SingleQuestionSchema = z
  .strictObject({ ...common, type: z.literal('single'), options: OptionsSchema.describe('two to eight options, exactly one right') })
  .superRefine((question, context) => {
    refuseTwinOptions(question.options, context)
    refuseTwinTexts(question.options, context)
    requireRight(question.options, true, context)
  })

/** One or more options are right; the learner ticks all of them. */
export const MultipleQuestionSchema = z
  .strictObject({ ...common, type: z.literal('multiple'), options: OptionsSchema.describe('two to eight options, at least one right') })
  .superRefine((question, context) => {
    refuseTwinOptions(question.options, context)
    refuseTwinTexts(question.options, context)
    requireRight(question.options, false, context)
  })

/** A whole program; the options are outputs, and the content check runs the program to see that the right one is right. */
export const PredictQuestionSchema = z
  .strictObject({
    ...common,
    type: z.literal('predict'),
    program: TextSchema.describe('a whole program; it is executed, and the right output must be what it prints'),
    options: z
      .array(
        z.strictObject({
          id: PartIdSchema.describe('id of the option, unique in its question'),
          output: z.string().describe('what the program would print'),
          right: RightSchema,
          why: WhySchema,
        }),
      )
      .min(2, 'expected at least two options')
      .max(8, 'expected at most eight options')
      .describe('two to eight outputs, exactly one right'),
  })
  .superRefine((question, context) => {
    refuseTwinOptions(question.options, context)
    requireRight(question.options, true, context)
    const outputs = question.options.map((option) => option.output.trimEnd())
    outputs.forEach((output, index) => {
      if (outputs.indexOf(output) !== index)
        context.addIssue({ code: 'custom', path: ['options', index, 'output'], message: 'expected an output that no other option has' })
    })
  })

/** `exact`: character by character; `ignore-case`: letter case does not matter; `number`: equal as numbers. Spaces around never count. */
export const MatcherSchema = z.enum(['exact', 'ignore-case', 'number'])
export type Matcher = z.output<typeof MatcherSchema>

/** A number as learners type it: digits with an optional sign and decimals. */
const NumberTextSchema = z.string().regex(/^[+-]?\d+(\.\d+)?$/)

/** An answer typed into one line. */
export const FillInQuestionSchema = z
  .strictObject({
    ...common,
    type: z.literal('fill-in'),
    answers: z.array(LineSchema).min(1, 'expected at least one answer').describe('every accepted answer, in quotes'),
    matcher: MatcherSchema.describe('exact, ignore-case or number; the learner is told which'),
    nearMisses: z
      .array(z.strictObject({ answer: LineSchema.describe('a wrong answer that learners give, in quotes'), why: WhySchema }))
      .default([])
      .describe('wrong answers worth their own words'),
  })
  .superRefine((question, context) => {
    const key = (text: string) => (question.matcher === 'exact' ? text : question.matcher === 'number' ? String(Number(text)) : text.toLowerCase())
    const given: [string, PropertyKey[]][] = [
      ...question.answers.map((answer, index): [string, PropertyKey[]] => [answer, ['answers', index]]),
      ...question.nearMisses.map((miss, index): [string, PropertyKey[]] => [miss.answer, ['nearMisses', index, 'answer']]),
    ]
    given.forEach(([text, path], index) => {
      const isNumber = NumberTextSchema.safeParse(text).success
      if (question.matcher === 'number' && !isNumber)
        context.addIssue({ code: 'custom', path, message: 'expected a number, because the matcher is number' })
      else if (given.findIndex(([other]) => key(other) === key(text)) !== index)
        context.addIssue({ code: 'custom', path, message: 'expected an answer that the matcher tells apart from the others' })
    })
  })

/** Items to put in order; authored in the right order. */
export const OrderQuestionSchema = z
  .strictObject({
    ...common,
    type: z.literal('order'),
    items: z
      .array(
        z.strictObject({ id: PartIdSchema.describe('id of the item, unique in its question'), text: TextSchema.describe('the item, in Markdown') }),
      )
      .min(3, 'expected at least three items')
      .max(8, 'expected at most eight items')
      .describe('three to eight items in the right order; they arrive shuffled'),
  })
  .superRefine((question, context) => {
    refuseTwins(
      question.items.map((item) => item.id),
      (index) => ['items', index, 'id'],
      context,
    )
    const texts = question.items.map((item) => item.text)
    texts.forEach((text, index) => {
      if (texts.indexOf(text) !== index)
        context.addIssue({ code: 'custom', path: ['items', index, 'text'], message: 'expected an item that no other item repeats' })
    })
  })

/** Left sides that each belong to one right side; decoys are right sides that belong to none. */
export const MatchQuestionSchema = z
  .strictObject({
    ...common,
    type: z.literal('match'),
    pairs: z
      .array(
        z.strictObject({
          id: PartIdSchema.describe('id of the pair, unique among pairs and decoys'),
          left: TextSchema.describe('the left side, in Markdown'),
          right: TextSchema.describe('the right side that belongs to it, in Markdown'),
          why: WhySchema.describe('why the two belong together'),
        }),
      )
      .min(2, 'expected at least two pairs')
      .max(8, 'expected at most eight pairs')
      .describe('two to eight pairs; the right sides arrive shuffled'),
    decoys: z
      .array(
        z.strictObject({
          id: PartIdSchema.describe('id of the decoy, unique among pairs and decoys'),
          right: TextSchema.describe('a right side that belongs to no left side'),
          why: WhySchema.describe('why it belongs to none'),
        }),
      )
      .max(4, 'expected at most four decoys')
      .default([])
      .describe('right sides that belong to no left side'),
  })
  .superRefine((question, context) => {
    const parts = [...question.pairs, ...question.decoys]
    const place = (index: number): PropertyKey[] => (index < question.pairs.length ? ['pairs', index] : ['decoys', index - question.pairs.length])
    refuseTwins(
      parts.map((part) => part.id),
      (index) => [...place(index), 'id'],
      context,
    )
    parts.forEach((part, index) => {
      if (parts.findIndex((other) => other.right === part.right) !== index)
        context.addIssue({ code: 'custom', path: [...place(index), 'right'], message: 'expected a right side that no other part has' })
    })
    question.pairs.forEach((pair, index) => {
      if (question.pairs.findIndex((other) => other.left === pair.left) !== index)
        context.addIssue({ code: 'custom', path: ['pairs', index, 'left'], message: 'expected a left side that no other pair has' })
    })
  })

const aboutOf = (topics: readonly Topic[]) =>
  z
    .array(z.enum(topics))
    .min(1, 'expected at least one topic')
    .refine((given) => new Set(given).size === given.length, 'expected each topic once')
    .describe(`what it may turn on, of what has been taught: ${topics.join(', ')}`)

const recipe = {
  difficulty: z.enum(DIFFICULTIES).describe(DIFFICULTIES.join(', ')),
  seed: z.int().min(0).max(SEED_MAX).describe('any whole number: it decides which question stands on the page; learners can ask for others'),
}

/** Cookies and a request, made from a seed; the jar says which of them go along. `prompt` and `explanation` fit whatever is made. */
export const CookiesSentQuestionSchema = z.strictObject({ ...common, ...recipe, about: aboutOf(SENDING_TOPICS), type: z.literal('cookies-sent') })

/** A Set-Cookie line, made from a seed; the jar says what becomes of it. `prompt` and `explanation` fit whatever is made. */
export const SetCookieVerdictQuestionSchema = z.strictObject({ ...common, ...recipe, about: aboutOf(TOPICS), type: z.literal('set-cookie-verdict') })

/** One question with its answers. */
export const QuestionSchema = z.discriminatedUnion('type', [
  SingleQuestionSchema,
  MultipleQuestionSchema,
  PredictQuestionSchema,
  FillInQuestionSchema,
  OrderQuestionSchema,
  MatchQuestionSchema,
  CookiesSentQuestionSchema,
  SetCookieVerdictQuestionSchema,
])

/** quiz.yaml as a whole. That an id is unique in all content is seen by the content check. */
export const QuizSchema = z
  .strictObject({ questions: z.array(QuestionSchema).min(1, 'expected at least one question').describe('the questions in order') })
  .superRefine((quiz, context) => {
    refuseTwins(
      quiz.questions.map((question) => question.id),
      (index) => ['questions', index, 'id'],
      context,
    )
  })

export type SingleQuestion = z.output<typeof SingleQuestionSchema>
export type MultipleQuestion = z.output<typeof MultipleQuestionSchema>
export type PredictQuestion = z.output<typeof PredictQuestionSchema>
export type FillInQuestion = z.output<typeof FillInQuestionSchema>
export type OrderQuestion = z.output<typeof OrderQuestionSchema>
export type MatchQuestion = z.output<typeof MatchQuestionSchema>
/** A question whose parts and right answer are computed. */
export type ComputedQuestion = z.output<typeof CookiesSentQuestionSchema> | z.output<typeof SetCookieVerdictQuestionSchema>
export type Question = z.output<typeof QuestionSchema>
export type Quiz = z.output<typeof QuizSchema>
