'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import { findPart, plainBox, StateWords, stateBox } from '#components/quizzes/part-feedback.tsx'
import type { ShownOf, ShownPart } from '#components/quizzes/shown-question.ts'
import type { Feedback } from '#lib/quizzes/answer-contract.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'
import { placeField } from '#lib/quizzes/quiz-form.ts'

type Controls = { question: ShownOf<'order'>; answer: Answer | null; feedback: Feedback | null; choose: (answer: Answer | null) => void }
type Moved = { key: string; by: 'up' | 'down' | 'place' }

/** Items to put in order: each has its place in a select (all that a page without scripts needs) and buttons that move it by one. */
export function OrderControls({ question, answer, feedback, choose }: Controls) {
  const list = useRef<HTMLOListElement>(null)
  const moved = useRef<Moved | null>(null)
  const [said, setSaid] = useState('')
  const items = inOrder(question.items, answer)

  // Moving an item in the document takes the focus from its controls; it goes back to the one that was used.
  useLayoutEffect(() => {
    const { key, by } = moved.current ?? {}
    moved.current = null
    if (key) list.current?.querySelector<HTMLElement>(`[data-item="${key}"] [data-moves="${by}"]`)?.focus()
  })

  function move(from: number, to: number, by: Moved['by']) {
    const item = items[from]
    if (!item || to < 0 || to >= items.length || to === from) return
    const rest = items.filter((other) => other !== item)
    const order = [...rest.slice(0, to), item, ...rest.slice(to)].map((other) => other.key)
    moved.current = { key: item.key, by }
    setSaid(`Now at place ${to + 1} of ${items.length}: ${item.words}`)
    choose({ type: 'order', order })
  }

  return (
    <>
      <ol ref={list} className="grid gap-2">
        {items.map((item, index) => (
          <OrderItem key={item.key} question={question} item={item} index={index} feedback={feedback} move={(to, by) => move(index, to, by)} />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}

function inOrder(items: ShownPart[], answer: Answer | null): ShownPart[] {
  if (answer?.type !== 'order') return items
  return answer.order.flatMap((key) => items.find((item) => item.key === key) ?? [])
}

type ItemProps = {
  question: ShownOf<'order'>
  item: ShownPart
  index: number
  feedback: Feedback | null
  move: (to: number, by: Moved['by']) => void
}

function OrderItem({ question, item, index, feedback, move }: ItemProps) {
  const part = findPart(feedback, item.key)
  const count = question.items.length
  return (
    <li data-item={item.key} className={`flex items-center gap-2 rounded-lg border px-2 py-1.5 ${part ? stateBox[part.state] : plainBox}`}>
      <select
        name={placeField(question.id, item.key)}
        value={index + 1}
        onChange={(event) => move(Number(event.currentTarget.value) - 1, 'place')}
        data-moves="place"
        aria-label={`Place of: ${item.words}`}
        className="min-h-9 shrink-0 rounded-md border border-edge bg-raised px-1 tabular-nums"
      >
        {question.items.map((other, place) => (
          <option key={other.key}>{place + 1}</option>
        ))}
      </select>
      <span className="markdown min-w-0 flex-1">
        {part ? <StateWords state={part.state} words={part.state === 'right' ? 'In its place.' : `Belongs at place ${part.rightPlace}.`} /> : null}
        {item.content}
      </span>
      <MoveButton by="up" item={item} isEnd={index === 0} move={() => move(index - 1, 'up')} />
      <MoveButton by="down" item={item} isEnd={index === count - 1} move={() => move(index + 1, 'down')} />
    </li>
  )
}

/** At an end it stays focusable and says that it does nothing, so that the focus has a place to be. */
function MoveButton({ by, item, isEnd, move }: { by: 'up' | 'down'; item: ShownPart; isEnd: boolean; move: () => void }) {
  return (
    <button
      type="button"
      className="button icon-button needs-js shrink-0"
      data-moves={by}
      aria-disabled={isEnd}
      onClick={move}
      aria-label={`Move ${by}: ${item.words}`}
    >
      <span aria-hidden="true">{by === 'up' ? '↑' : '↓'}</span>
    </button>
  )
}
