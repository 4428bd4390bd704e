import type { ReactNode } from 'react'
import { findPart, plainBox, StateWords, stateBox, Whys } from '#components/quizzes/part-feedback.tsx'
import { VERDICT_WORDS } from '#components/quizzes/question-words.ts'
import { RichTextView } from '#components/quizzes/rich-text-view.tsx'
import type { ShownOf, ShownQuestion } from '#components/quizzes/shown-question.ts'
import { Situation } from '#components/quizzes/situation.tsx'
import type { Feedback } from '#lib/quizzes/answer-contract.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'

/** What came of one question of a form. */
export type QuestionResult = { state: 'unanswered' } | { state: 'faulty'; message: string } | { state: 'graded'; answer: Answer; feedback: Feedback }

type Props = { question: ShownQuestion; total: number; result: QuestionResult; backTo: string }

/** One question on the page of results: what was chosen, what is right, and why. What was not answered stays closed. */
export function ResultCard({ question, total, result, backTo }: Props) {
  const titleId = `${question.id}-title`
  return (
    <section id={question.id} aria-labelledby={titleId} className="min-w-0 border-t border-line pt-6 text-ui">
      <h2 id={titleId} className="text-sm font-normal text-muted">
        {`Question ${question.number} of ${total}: `}
        <strong className={result.state === 'graded' && result.feedback.verdict === 'right' ? 'text-good' : 'text-ink'}>{resultWords(result)}</strong>
      </h2>
      <div className="markdown mt-1 mb-3 text-base font-semibold">{question.prompt}</div>
      {question.type === 'predict' ? <div className="mb-3">{question.program}</div> : null}
      {'situation' in question ? <Situation nodes={question.situation} /> : null}
      {result.state === 'faulty' ? <p className="text-bad">{result.message}</p> : null}
      {result.state === 'graded' ? (
        <>
          <Graded question={question} answer={result.answer} feedback={result.feedback} />
          <div className="markdown prose-flow mt-3 border-s-2 border-network ps-3">
            <RichTextView nodes={result.feedback.explanation} />
          </div>
        </>
      ) : null}
      <p className="mt-3">
        <a href={'practicePath' in question ? `${question.practicePath}?seed=${question.seed}` : `${backTo}#${question.id}`} className="link">
          {result.state === 'unanswered' ? 'Answer it' : 'Try it again'}
          <span className="sr-only">{`: question ${question.number}`}</span>
        </a>
        {'practicePath' in question ? (
          <a href={question.practicePath} className="link ms-5">
            Another one like this
          </a>
        ) : null}
      </p>
    </section>
  )
}

function resultWords(result: QuestionResult): string {
  if (result.state === 'unanswered') return 'Not answered.'
  return result.state === 'faulty' ? 'Not graded.' : VERDICT_WORDS[result.feedback.verdict]
}

type GradedProps<Type extends ShownQuestion['type'] = ShownQuestion['type']> = { question: ShownOf<Type>; answer: Answer; feedback: Feedback }

function Graded({ question, answer, feedback }: GradedProps): ReactNode {
  if (question.type === 'order') return <GradedOrder question={question} answer={answer} feedback={feedback} />
  if (question.type === 'match') return <GradedMatch question={question} answer={answer} feedback={feedback} />
  if (question.type === 'fill-in') return <GradedText question={question} answer={answer} feedback={feedback} />
  return <GradedChoices question={question} feedback={feedback} />
}

function GradedChoices({ question, feedback }: { question: Extract<ShownQuestion, { options: unknown }>; feedback: Feedback }) {
  return (
    <ul className="grid gap-2">
      {question.options.map((option) => {
        const part = findPart(feedback, option.key)
        const chosen = part !== null && part.state !== 'missed'
        return (
          <li key={option.key} className={`rounded-lg border px-3 py-2.5 ${part ? stateBox[part.state] : plainBox}`}>
            <div className="markdown">
              {part ? (
                <StateWords
                  state={part.state}
                  words={`${chosen ? 'You chose this. ' : ''}${part.state === 'wrong' ? 'Not this one.' : 'This is right.'}`}
                />
              ) : null}
              {option.content}
            </div>
            {part ? <Whys id={`${question.id}-why-${option.key}`} whys={part.whys} className="mt-1" /> : null}
          </li>
        )
      })}
    </ul>
  )
}

function GradedText({ question, answer, feedback }: GradedProps<'fill-in'>) {
  const [part] = feedback.parts
  return (
    <div className={`rounded-lg border px-3 py-2.5 ${part ? stateBox[part.state] : plainBox}`}>
      <p className="markdown wrap-anywhere">
        <StateWords state={part?.state ?? 'wrong'} words={part?.state === 'right' ? 'This is it.' : 'Not this one.'} />
        {'You wrote '}
        <code>{answer.type === 'fill-in' ? answer.text.trim() : ''}</code>
        {part?.state === 'right' ? '.' : `; accepted: ${feedback.accepted.join(' or ')}.`}
      </p>
      {part && part.whys.length > 0 ? <Whys id={`${question.id}-why`} whys={part.whys} className="mt-1" /> : null}
    </div>
  )
}

function GradedOrder({ question, answer, feedback }: GradedProps<'order'>) {
  const keys = answer.type === 'order' ? answer.order : []
  return (
    <ol className="grid gap-2">
      {keys.map((key, index) => {
        const part = findPart(feedback, key)
        const item = question.items.find((candidate) => candidate.key === key)
        return (
          <li key={key} className={`flex gap-3 rounded-lg border px-3 py-2.5 ${part ? stateBox[part.state] : plainBox}`}>
            <span className="tabular-nums">{index + 1}</span>
            <span className="markdown min-w-0 flex-1">
              {part ? (
                <StateWords state={part.state} words={part.state === 'right' ? 'In its place.' : `Belongs at place ${part.rightPlace}.`} />
              ) : null}
              {item?.content}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function GradedMatch({ question, answer, feedback }: GradedProps<'match'>) {
  const chosenBy = new Map(answer.type === 'match' ? answer.pairs.map((pair) => [pair.left, pair.right]) : [])
  const side = (key: string | undefined): ReactNode => {
    const index = question.rights.findIndex((right) => right.key === key)
    return index < 0 ? 'nothing' : question.rights[index]?.content
  }
  return (
    <ul className="grid gap-2">
      {question.lefts.map((left) => {
        const part = findPart(feedback, left.key)
        const isRight = part?.state === 'right'
        return (
          <li key={left.key} className={`rounded-lg border px-3 py-2.5 ${stateBox[isRight ? 'right' : 'wrong']}`}>
            <div className="markdown font-semibold">{left.content}</div>
            <div className="markdown mt-1">
              <StateWords state={isRight ? 'right' : 'wrong'} words={isRight ? 'This is it.' : 'Not this one.'} />
              {'You chose: '}
              {side(chosenBy.get(left.key))}
            </div>
            {isRight ? null : (
              <div className="markdown mt-1">
                {'Here belongs: '}
                {side(part?.rightKey)}
              </div>
            )}
            {part ? <Whys id={`${question.id}-why-${left.key}`} whys={part.whys} className="mt-1" /> : null}
          </li>
        )
      })}
    </ul>
  )
}
