import { plainBox, StateWords, stateBox, Whys } from '#components/quizzes/part-feedback.tsx'
import type { ShownOf } from '#components/quizzes/shown-question.ts'
import type { Feedback } from '#lib/quizzes/answer-contract.ts'
import { type Answer, FILL_IN_CHARACTERS_MAX } from '#lib/quizzes/answer-schema.ts'

type Controls = { question: ShownOf<'fill-in'>; answer: Answer | null; feedback: Feedback | null; choose: (answer: Answer | null) => void }

/** One line of text, with the rule by which it is compared. */
export function FillInControl({ question, answer, feedback, choose }: Controls) {
  const [part] = feedback?.parts ?? []
  const [ruleId, whyId, inputId] = [`${question.id}-rule`, `${question.id}-why`, `${question.id}-text`]
  return (
    <div>
      <label htmlFor={inputId} className="mb-1.5 block text-sm text-muted">
        Your answer
      </label>
      <input
        id={inputId}
        type="text"
        name={question.id}
        value={answer?.type === 'fill-in' ? answer.text : ''}
        onChange={(event) => choose(event.currentTarget.value === '' ? null : { type: 'fill-in', text: event.currentTarget.value })}
        maxLength={FILL_IN_CHARACTERS_MAX}
        inputMode={question.isNumber ? 'decimal' : 'text'}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        aria-describedby={part ? `${ruleId} ${whyId}` : ruleId}
        className={`field font-mono ${part ? stateBox[part.state] : ''}`}
      />
      <p id={ruleId} className="mt-1.5 text-sm text-muted">
        {question.rule}
      </p>
      {part && feedback ? (
        <div id={whyId} className={`mt-2 rounded-lg border px-3 py-2.5 ${part.state === 'right' ? stateBox.right : plainBox}`}>
          <p>
            {part.state === 'right' ? <StateWords state="right" words="This is it." /> : <StateWords state="wrong" words="Not this one." />}
            {part.state === 'right' ? null : <Accepted accepted={feedback.accepted} />}
          </p>
          <Whys id={`${whyId}-text`} whys={part.whys} className="mt-1 empty:hidden" />
        </div>
      ) : null}
    </div>
  )
}

function Accepted({ accepted }: { accepted: readonly string[] }) {
  return (
    <span className="markdown">
      {'Accepted: '}
      {accepted.map((text, index) => (
        <span key={text}>
          {index > 0 ? ' or ' : ''}
          <code>{text}</code>
        </span>
      ))}
      .
    </span>
  )
}
