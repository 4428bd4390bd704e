import type { ShownPart, ShownQuestion } from '#components/quizzes/shown-question.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'

type ChoiceQuestion = Extract<ShownQuestion, { options: ShownPart[] }>

/** The answer that these choices are (of a question with one right choice, the first); null for none. */
export function choiceAnswer(question: ChoiceQuestion, keys: readonly string[]): Answer | null {
  const [choice] = keys
  if (choice === undefined) return null
  switch (question.type) {
    case 'single':
    case 'predict':
      return { type: question.type, choice }
    case 'set-cookie-verdict':
      return { type: 'set-cookie-verdict', seed: question.seed, choice }
    case 'multiple':
      return { type: 'multiple', choices: [...keys] }
    case 'cookies-sent':
      return { type: 'cookies-sent', seed: question.seed, choices: [...keys] }
  }
}
