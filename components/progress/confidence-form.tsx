'use client'

import { useLayoutEffect, useRef } from 'react'
import { changeLocalProgress, readLocalProgress, useLocalProgress } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'
import { CONFIDENCE_WORDS, keepingSentence } from '#components/progress/progress-words.ts'
import { recordConfidence } from '#lib/progress/progress-rules.ts'
import { CONFIDENCE_LEVELS, type ConfidenceLevel } from '#lib/progress/progress-schema.ts'

/** The learner's own verdict on a lesson, kept in this browser with its day. */
export function ConfidenceForm({ lessonId, path }: { lessonId: string; path: string }) {
  const { isKnown, progress, keeping } = useLocalProgress()
  const saved = progress.lessons[lessonId]?.confidence
  const level = saved?.level ?? null
  const choices = useRef<HTMLFieldSetElement>(null)

  function save(next: ConfidenceLevel | null) {
    changeLocalProgress((before) => recordConfidence(before, lessonId, next, newWrite()))
  }

  // What was chosen before the page's scripts ran stands in the controls alone, and the next drawing would take it away.
  const isFromServer = useRef(!isKnown)
  useLayoutEffect(() => {
    const early = isFromServer.current ? choices.current?.querySelector<HTMLInputElement>('input:checked')?.value : undefined
    isFromServer.current = false
    const chosen = CONFIDENCE_LEVELS.find((choice) => choice === early)
    if (chosen && chosen !== readLocalProgress().progress.lessons[lessonId]?.confidence?.level) save(chosen)
  })

  // The button goes away with what it clears, so the focus goes back to the choices.
  function clear() {
    save(null)
    choices.current?.querySelector('input')?.focus()
  }

  return (
    <section id="confidence" aria-labelledby="confidence-title" className="lesson-section">
      <h2 id="confidence-title">Can you explain this in 30 seconds without notes?</h2>
      <fieldset ref={choices} aria-labelledby="confidence-title" className="needs-js grid min-w-0 grid-cols-2 gap-2 sm:grid-cols-4">
        {CONFIDENCE_LEVELS.map((choice) => (
          <label
            key={choice}
            className="flex min-h-10 cursor-pointer items-center justify-center rounded-md border border-line bg-raised px-2 text-center text-sm hover:border-edge has-checked:border-action has-checked:bg-action-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-action forced-colors:has-checked:outline-2"
          >
            <input type="radio" name="confidence" value={choice} checked={level === choice} onChange={() => save(choice)} className="sr-only" />
            {CONFIDENCE_WORDS[choice]}
          </label>
        ))}
      </fieldset>
      <div className="needs-js mt-1 flex min-h-9 flex-wrap items-center gap-x-3 text-sm text-muted">
        <p role="status">{saved && level ? keepingSentence(keeping, saved.at) : 'Not saved yet.'}</p>
        {level ? (
          <button type="button" className="button button-quiet" onClick={clear}>
            Clear
          </button>
        ) : null}
      </div>
      <noscript>
        <form method="post" action={`${path}/marks`} className="text-sm">
          <p className="flex flex-wrap gap-2">
            {CONFIDENCE_LEVELS.map((choice) => (
              <button key={choice} type="submit" name="confidence" value={choice} className="button">
                {CONFIDENCE_WORDS[choice]}
              </button>
            ))}
            <button type="submit" name="confidence" value="none" className="button button-quiet">
              Clear
            </button>
          </p>
          <p className="mt-2 text-muted">Without scripts your answer is saved in your account; without one it cannot be.</p>
        </form>
      </noscript>
    </section>
  )
}
