/** Questions for tests: one of each type by hand, and any question at all by generation. Every one passes the authors' schema. */
import fc from 'fast-check'
import type { Answer } from './answer-schema.ts'
import { expandQuestion } from './computed/expand-question.ts'
import { SEED_MAX } from './computed/seeded-random.ts'
import { DIFFICULTIES, SENDING_TOPICS } from './computed/topics.ts'
import { leftKey, partKey } from './public-question.ts'
import { type Question, QuestionSchema } from './quiz-schema.ts'

const base = (id: string) => ({ id, prompt: `Prompt of ${id}`, explanation: `Explanation of ${id}` })

/** One question of each type, by type. */
export const examples = {
  single: parsed({
    ...base('q-single'),
    type: 'single',
    options: [
      { id: 'jar', text: 'The jar', right: true, why: 'Why jar' },
      { id: 'server', text: 'The server', why: 'Why server' },
      { id: 'proxy', text: 'The proxy', why: 'Why proxy' },
    ],
  }),
  multiple: parsed({
    ...base('q-multiple'),
    type: 'multiple',
    options: [
      { id: 'a', text: 'A', right: true, why: 'Why A' },
      { id: 'b', text: 'B', right: true, why: 'Why B' },
      { id: 'c', text: 'C', why: 'Why C' },
      { id: 'd', text: 'D', why: 'Why D' },
    ],
  }),
  predict: parsed({
    ...base('q-predict'),
    type: 'predict',
    program: 'console.log(1 + 1)',
    options: [
      { id: 'two', output: '2\n', right: true, why: 'Why two' },
      { id: 'eleven', output: '11\n', why: 'Why eleven' },
    ],
  }),
  'fill-in': parsed({
    ...base('q-fill-in'),
    type: 'fill-in',
    answers: ['Max-Age', 'max-age'],
    matcher: 'exact',
    nearMisses: [{ answer: 'Expires', why: 'Why not Expires' }],
  }),
  order: parsed({
    ...base('q-order'),
    type: 'order',
    items: ['first', 'second', 'third', 'fourth'].map((id) => ({ id, text: `The ${id}` })),
  }),
  match: parsed({
    ...base('q-match'),
    type: 'match',
    pairs: ['one', 'two', 'three'].map((id) => ({ id, left: `Left ${id}`, right: `Right ${id}`, why: `Why ${id}` })),
    decoys: [{ id: 'stray', right: 'Right stray', why: 'Why stray' }],
  }),
  'cookies-sent': parsed({ ...base('q-cookies-sent'), type: 'cookies-sent', about: ['secure'], difficulty: 'basic', seed: 1 }),
  'set-cookie-verdict': parsed({
    ...base('q-set-cookie-verdict'),
    type: 'set-cookie-verdict',
    about: ['secure', 'http-only'],
    difficulty: 'basic',
    seed: 1,
  }),
} satisfies { [Type in Question['type']]: Extract<Question, { type: Type }> }

function parsed<Type extends Question['type']>(question: { type: Type } & Record<string, unknown>): Extract<Question, { type: Type }> {
  return QuestionSchema.parse(question) as Extract<Question, { type: Type }>
}

/** The answer that is right by what the author marked, found without the grading rules. */
export function rightAnswer(question: Question): Answer {
  const rights = (options: readonly { id: string; right?: true | undefined }[]) =>
    options.filter((option) => option.right).map((option) => partKey(question.id, option.id))
  switch (question.type) {
    case 'single':
    case 'predict':
      return { type: question.type, choice: rights(question.options)[0] ?? '' }
    case 'multiple':
      return { type: 'multiple', choices: rights(question.options) }
    case 'cookies-sent': {
      const { options } = expandQuestion(question, question.seed)
      return { type: 'cookies-sent', seed: question.seed, choices: rights(options) }
    }
    case 'set-cookie-verdict': {
      const { options } = expandQuestion(question, question.seed)
      return { type: 'set-cookie-verdict', seed: question.seed, choice: rights(options)[0] ?? '' }
    }
    case 'fill-in':
      return { type: 'fill-in', text: question.answers[0] ?? '' }
    case 'order':
      return { type: 'order', order: question.items.map((item) => partKey(question.id, item.id)) }
    case 'match':
      return { type: 'match', pairs: question.pairs.map(({ id }) => ({ left: leftKey(question.id, id), right: partKey(question.id, id) })) }
  }
}

const id = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}$/)
const ids = (min: number, max: number) => fc.uniqueArray(id, { minLength: min, maxLength: max })
/** Marked, so that a test can find each text of an author again wherever it turns up. */
const texts = (ids: readonly string[], mark: string) => ids.map((id, index) => `${mark} ${id} ${index}`)
const flags = (count: number) => fc.array(fc.boolean(), { minLength: count, maxLength: count })

const common = id.map((name) => ({ id: `q-${name}`, prompt: `prompt of ${name}`, explanation: `EXPLANATION of ${name}` }))

const options = (marks: (count: number) => fc.Arbitrary<boolean[]>, field: 'text' | 'output') =>
  ids(2, 8).chain((names) =>
    marks(names.length).map((rights) => {
      const shown = texts(names, 'option')
      const whys = texts(names, 'WHY')
      return names.map((name, index) => ({ id: name, [field]: shown[index], why: whys[index], ...(rights[index] ? { right: true } : {}) }))
    }),
  )
const oneRight = (count: number) => fc.nat(count - 1).map((right) => Array.from({ length: count }, (_, index) => index === right))
const someRight = (count: number) => flags(count).filter((marks) => marks.includes(true))

const fillIn = fc.record({ matcher: fc.constantFrom('exact', 'ignore-case'), names: ids(1, 5) }).map(({ matcher, names: [first, ...rest] }) => ({
  type: 'fill-in',
  matcher,
  answers: [`ACCEPTED ${first}`],
  nearMisses: rest.map((name) => ({ answer: `NEAR ${name}`, why: `WHY ${name}` })),
}))
const match = fc.tuple(ids(2, 12), fc.nat(4)).map(([names, decoyCount]) => {
  const decoys = names.slice(8).length > 0 ? names.slice(8) : names.slice(2).slice(0, decoyCount)
  const pairs = names.filter((name) => !decoys.includes(name))
  return {
    type: 'match',
    pairs: pairs.map((name) => ({ id: name, left: `left ${name}`, right: `right ${name}`, why: `WHY ${name}` })),
    decoys: decoys.map((name) => ({ id: name, right: `right ${name}`, why: `WHY ${name}` })),
  }
})

const computed = fc.record({
  type: fc.constantFrom('cookies-sent', 'set-cookie-verdict'),
  about: fc.subarray([...SENDING_TOPICS], { minLength: 1 }),
  difficulty: fc.constantFrom(...DIFFICULTIES),
  seed: fc.nat(SEED_MAX),
})

/** Any question that an author may write. Texts that tell something begin with EXPLANATION, WHY, ACCEPTED or NEAR. */
export const anyQuestion: fc.Arbitrary<Question> = fc
  .tuple(
    common,
    fc.oneof(
      options(oneRight, 'text').map((list) => ({ type: 'single', options: list })),
      options(someRight, 'text').map((list) => ({ type: 'multiple', options: list })),
      options(oneRight, 'output').map((list) => ({ type: 'predict', program: 'console.log(1)', options: list })),
      fillIn,
      ids(3, 8).map((names) => ({ type: 'order', items: names.map((name) => ({ id: name, text: `item ${name}` })) })),
      match,
      computed,
    ),
  )
  .map(([shared, rest]) => QuestionSchema.parse({ ...shared, ...rest }))
