'use client'

import { type KeyboardEvent, type MouseEvent, useRef } from 'react'
import { AnotherOne } from '#components/quizzes/another-one.tsx'
import { ChoiceControls } from '#components/quizzes/choice-controls.tsx'
import { FillInControl } from '#components/quizzes/fill-in-control.tsx'
import { MatchControls } from '#components/quizzes/match-controls.tsx'
import { OrderControls } from '#components/quizzes/order-controls.tsx'
import { phaseWords, restoredWords, spokenFeedback } from '#components/quizzes/question-words.ts'
import { RichTextView } from '#components/quizzes/rich-text-view.tsx'
import { type ShownLesson, type ShownQuestion, TYPE_WORDS } from '#components/quizzes/shown-question.ts'
import { Situation } from '#components/quizzes/situation.tsx'
import { type QuestionWork, useQuestion } from '#components/quizzes/use-question.ts'
import { useQuestionForm } from '#components/quizzes/use-question-form.ts'
import { seedField } from '#lib/quizzes/quiz-form.ts'

type Props = { question: ShownQuestion; lesson: ShownLesson; total: number; nextId: string | null }

/** One question: a group of native controls that a form can send, and, with scripts, feedback in its place. */
export function QuestionCard({ question: ofPage, lesson, total, nextId }: Props) {
  const group = useRef<HTMLFieldSetElement>(null)
  const form = useQuestionForm(ofPage)
  const { question } = form
  const work = useQuestion(question, lesson, group)
  const { phase, answer, choose } = work
  const feedback = phase.name === 'graded' ? phase.feedback : null

  // In a form of several questions, Enter would press the first question's button.
  function checkOnEnter(event: KeyboardEvent<HTMLFieldSetElement>) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    work.check()
  }

  async function begin(seed: number) {
    const isKept = seed === work.keptSeed
    if (!(await form.load(seed))) return
    if (isKept) work.restore()
    else work.tryAgain()
    group.current?.focus()
  }

  function press(event: MouseEvent<HTMLButtonElement>) {
    event.preventDefault()
    // The second half of a double click would take back what the first half did.
    if (event.detail > 1) return
    if (phase.name !== 'graded') return work.check()
    work.tryAgain()
    group.current?.querySelector<HTMLElement>('input, select')?.focus()
  }

  return (
    <fieldset ref={group} id={question.id} tabIndex={-1} onKeyDown={checkOnEnter} className="min-w-0 scroll-mt-[calc(var(--header)+1rem)] text-ui">
      <legend className="mb-3 w-full">
        <span className="block text-sm text-muted">{`Question ${question.number} of ${total} · ${TYPE_WORDS[question.type]}`}</span>
        <span className="markdown mt-1 block text-base font-semibold">{question.prompt}</span>
      </legend>
      {question.type === 'predict' ? <div className="mb-3">{question.program}</div> : null}
      {'seed' in question ? (
        <>
          <input type="hidden" name={seedField(question.id)} value={question.seed} />
          <Situation nodes={question.situation} />
        </>
      ) : null}
      {question.type === 'order' ? <OrderControls {...{ question, answer, feedback, choose }} /> : null}
      {question.type === 'match' ? <MatchControls {...{ question, answer, feedback, choose }} /> : null}
      {question.type === 'fill-in' ? <FillInControl {...{ question, answer, feedback, choose }} /> : null}
      {'options' in question ? <ChoiceControls {...{ question, answer, feedback, choose }} /> : null}
      {feedback ? (
        <div className="markdown prose-flow mt-3 border-s-2 border-network ps-3">
          <RichTextView nodes={feedback.explanation} />
        </div>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <button type="submit" className="button button-primary min-w-32" onClick={press} aria-disabled={phase.name === 'sending'}>
          {buttonWords(work)}
        </button>
        {feedback && nextId ? (
          <button type="button" className="button" onClick={() => document.getElementById(nextId)?.focus()}>
            Next question
          </button>
        ) : null}
        {'seed' in question ? <AnotherOne question={question} form={form} keptSeed={work.keptSeed} begin={(seed) => void begin(seed)} /> : null}
      </div>
      <StatusLine question={question} work={work} />
    </fieldset>
  )
}

/** Room for one line is kept from the start, so that what is restored moves nothing. Only what happens on this visit is announced. */
function StatusLine({ question, work }: { question: ShownQuestion; work: QuestionWork }) {
  const { phase } = work
  const isBad = phase.name === 'failed' || phase.name === 'incomplete'
  const isRight = phase.name === 'graded' && phase.feedback.verdict === 'right'
  return (
    <div className={`mt-2 min-h-[1.5em] text-sm ${isBad ? 'text-bad' : isRight ? 'text-good' : 'text-muted'}`}>
      <p role="status">
        {phaseWords(question, work)}
        {phase.name === 'graded' ? <span className="sr-only"> {spokenFeedback(phase.feedback)}</span> : null}
      </p>
      {phase.name === 'open' ? <p>{restoredWords(work)}</p> : null}
    </div>
  )
}

function buttonWords({ phase, restored, isUnsent }: QuestionWork): string {
  if (phase.name === 'graded') return 'Try again'
  if (phase.name === 'failed' || isUnsent) return 'Send again'
  return restored ? 'Show why' : 'Check answer'
}
