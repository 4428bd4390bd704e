import type { Question, Quiz } from '#lib/quizzes/quiz-schema.ts'
import type { ContentMistake } from '../content-mistake.ts'
import type { Mode } from '../lesson-schema.ts'

type Fault = Pick<ContentMistake, 'field' | 'message' | 'expected'>

/** Types that ask what will happen. */
const FORETELLING: readonly Question['type'][] = ['predict', 'cookies-sent', 'set-cookie-verdict']

/** What every lesson's questions are (content/README.md): at least four, of at least two types, one that asks what will happen. */
export const findQuizShortfall = ({ questions }: Quiz, mode: Mode): Fault[] => {
  const faults: Fault[] = []
  const types = new Set(questions.map((question) => question.type))
  if (questions.length < 4) faults.push({ field: 'questions', message: `the lesson has ${questions.length} questions`, expected: 'at least four' })
  if (types.size < 2) faults.push({ field: 'questions', message: `all questions are of type ${[...types].join()}`, expected: 'at least two types' })
  const foretells = FORETELLING.some((type) => types.has(type)) || (mode === 'none' && questions.some((question) => question.foretells))
  if (!foretells) {
    const expected =
      mode === 'none' ? `one question with foretells: true (or of type ${FORETELLING.join(', ')})` : `one question of type ${FORETELLING.join(', ')}`
    faults.push({ field: 'questions', message: 'no question asks what will happen', expected })
  }
  return faults
}

/** The Markdown fields of a question with their paths in it. */
export const listMarkdownFields = (question: Question): { path: (string | number)[]; text: string }[] => {
  const fields = (list: string, parts: readonly Record<string, unknown>[], names: string[]) =>
    parts.flatMap((part, index) => names.flatMap((name) => (typeof part[name] === 'string' ? [{ path: [list, index, name], text: part[name] }] : [])))
  const own = [
    { path: ['prompt'], text: question.prompt },
    { path: ['explanation'], text: question.explanation },
  ]
  switch (question.type) {
    case 'single':
    case 'multiple':
      return [...own, ...fields('options', question.options, ['text', 'why'])]
    case 'predict':
      return [...own, ...fields('options', question.options, ['why'])]
    case 'fill-in':
      return [...own, ...fields('nearMisses', question.nearMisses, ['why'])]
    case 'cookies-sent':
    case 'set-cookie-verdict':
      return own
    case 'order':
      return [...own, ...fields('items', question.items, ['text'])]
    case 'match':
      return [...own, ...fields('pairs', question.pairs, ['left', 'right', 'why']), ...fields('decoys', question.decoys, ['right', 'why'])]
  }
}
