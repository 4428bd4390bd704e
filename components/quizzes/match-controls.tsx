import { findPart, plainBox, StateWords, stateBox, Whys } from '#components/quizzes/part-feedback.tsx'
import { letterOf, type ShownOf, type ShownPart } from '#components/quizzes/shown-question.ts'
import type { Feedback } from '#lib/quizzes/answer-contract.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'
import { matchField } from '#lib/quizzes/quiz-form.ts'

type Controls = { question: ShownOf<'match'>; answer: Answer | null; feedback: Feedback | null; choose: (answer: Answer | null) => void }

/** The right sides as a lettered list, and for each left side a select that names one of them. */
export function MatchControls({ question, answer, feedback, choose }: Controls) {
  const pairs = answer?.type === 'match' ? answer.pairs : []
  const spare = question.rights.length > question.lefts.length

  function change(left: string, right: string) {
    const others = pairs.filter((pair) => pair.left !== left)
    const next = right === '' ? others : [...others, { left, right }]
    choose(next.length > 0 ? { type: 'match', pairs: next } : null)
  }

  return (
    <>
      <p className="mb-2 text-sm text-muted">{spare ? 'Each is used at most once; not all of them are needed.' : 'Each is used once.'}</p>
      <ol className="markdown mb-4 grid gap-1.5">
        {question.rights.map((right, index) => (
          <li key={right.key} className="flex gap-2.5">
            <span className="w-4 shrink-0 font-semibold text-network">{letterOf(index)}</span>
            <span className="min-w-0">{right.content}</span>
          </li>
        ))}
      </ol>
      <div className="grid gap-2">
        {question.lefts.map((left) => (
          <MatchLine
            key={left.key}
            question={question}
            left={left}
            chosen={pairs.find((pair) => pair.left === left.key)?.right ?? ''}
            feedback={feedback}
            change={(right) => change(left.key, right)}
          />
        ))}
      </div>
    </>
  )
}

type LineProps = { question: ShownOf<'match'>; left: ShownPart; chosen: string; feedback: Feedback | null; change: (right: string) => void }

function MatchLine({ question, left, chosen, feedback, change }: LineProps) {
  const part = findPart(feedback, left.key)
  const [selectId, whyId] = [`${question.id}-${left.key}`, `${question.id}-why-${left.key}`]
  const rightIndex = question.rights.findIndex((right) => right.key === part?.rightKey)
  return (
    <div className={`rounded-lg border px-3 py-2.5 ${part ? stateBox[part.state === 'right' ? 'right' : 'wrong'] : plainBox}`}>
      <label htmlFor={selectId} className="markdown block">
        {part ? (
          <StateWords
            state={part.state === 'right' ? 'right' : 'wrong'}
            words={part.state === 'right' ? 'This is it.' : `Not this one: ${letterOf(rightIndex)} belongs here.`}
          />
        ) : null}
        {left.content}
      </label>
      <select
        id={selectId}
        name={matchField(question.id, left.key)}
        value={chosen}
        onChange={(event) => change(event.currentTarget.value)}
        aria-describedby={part ? whyId : undefined}
        className="mt-1.5 min-h-9 w-full rounded-md border border-edge bg-raised px-2 text-ellipsis"
      >
        <option value="">Choose…</option>
        {question.rights.map((right, index) => (
          <option key={right.key} value={right.key}>{`${letterOf(index)}: ${right.words}`}</option>
        ))}
      </select>
      {part ? <Whys id={whyId} whys={part.whys} className="mt-2" /> : null}
    </div>
  )
}
