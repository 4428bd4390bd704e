import { choiceAnswer } from '#components/quizzes/choice-answer.ts'
import { findPart, type Part, plainBox, StateWords, stateBox, Whys } from '#components/quizzes/part-feedback.tsx'
import type { ShownPart, ShownQuestion } from '#components/quizzes/shown-question.ts'
import type { Feedback } from '#lib/quizzes/answer-contract.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'

type ChoiceQuestion = Extract<ShownQuestion, { options: ShownPart[] }>
type Controls = { question: ChoiceQuestion; answer: Answer | null; feedback: Feedback | null; choose: (answer: Answer | null) => void }

/** Radio buttons for one right choice, tick boxes for several. After grading, each chosen and each right choice says why. */
export function ChoiceControls({ question, answer, feedback, choose }: Controls) {
  const chosen = chosenKeys(answer)

  function change(key: string, isChosen: boolean) {
    // In the order in which they are drawn, so that the same choices are the same answer.
    const choices = question.options.map((option) => option.key).filter((other) => (other === key ? isChosen : chosen.includes(other)))
    choose(choiceAnswer(question, isOfSeveral(question) ? choices : [key]))
  }

  return (
    <div className="grid gap-2">
      {question.options.map((option) => (
        <Choice
          key={option.key}
          option={option}
          questionId={question.id}
          isSeveral={isOfSeveral(question)}
          isChosen={chosen.includes(option.key)}
          part={findPart(feedback, option.key)}
          change={change}
        />
      ))}
    </div>
  )
}

function isOfSeveral({ type }: ChoiceQuestion): boolean {
  return type === 'multiple' || type === 'cookies-sent'
}

function chosenKeys(answer: Answer | null): string[] {
  if (answer && 'choices' in answer) return answer.choices
  return answer && 'choice' in answer ? [answer.choice] : []
}

type ChoiceProps = {
  option: ShownPart
  questionId: string
  isSeveral: boolean
  isChosen: boolean
  part: Part | null
  change: (key: string, isChosen: boolean) => void
}

function Choice({ option, questionId, isSeveral, isChosen, part, change }: ChoiceProps) {
  const whyId = `${questionId}-why-${option.key}`
  return (
    <div className={`rounded-lg border ${part ? stateBox[part.state] : `${plainBox} hover:border-edge`}`}>
      <label className="flex cursor-pointer items-baseline gap-3 px-3 py-2.5">
        <input
          type={isSeveral ? 'checkbox' : 'radio'}
          name={questionId}
          value={option.key}
          checked={isChosen}
          onChange={(event) => change(option.key, event.currentTarget.checked)}
          aria-describedby={part ? whyId : undefined}
          className="size-4 shrink-0 translate-y-0.5 accent-action"
        />
        <span className="markdown min-w-0 flex-1">
          {part ? <StateWords state={part.state} words={choiceWords(part.state, isSeveral)} /> : null}
          {option.content}
        </span>
      </label>
      {part ? <Whys id={whyId} whys={part.whys} className="ps-10 pe-3 pb-3" /> : null}
    </div>
  )
}

function choiceWords(state: Part['state'], isSeveral: boolean): string {
  if (state === 'wrong') return 'Not this one.'
  if (!isSeveral) return 'This is it.'
  return state === 'missed' ? 'This one too.' : 'This is right.'
}
