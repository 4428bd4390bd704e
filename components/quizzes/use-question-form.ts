'use client'

import { useState } from 'react'
import { type FormFailure, loadQuestionForm } from '#components/quizzes/load-question-form.ts'
import { showFormPart } from '#components/quizzes/show-form-part.tsx'
import type { ShownQuestion } from '#components/quizzes/shown-question.ts'

export type FormWork = {
  /** The question in the form that is looked at: the one of the page, or another that was asked for. */
  question: ShownQuestion
  phase: 'open' | 'loading' | FormFailure
  /** Puts another form in its place; says whether it came. Nothing is lost when it does not. */
  load: (seed: number) => Promise<boolean>
}

/** Which form of a computed question is shown; any other question has but the one of the page. */
export function useQuestionForm(ofPage: ShownQuestion): FormWork {
  const [question, setQuestion] = useState(ofPage)
  const [phase, setPhase] = useState<FormWork['phase']>('open')

  async function load(seed: number): Promise<boolean> {
    if (phase === 'loading' || !('seed' in ofPage)) return false
    if (seed === ofPage.seed) {
      setQuestion(ofPage)
      return true
    }
    setPhase('loading')
    const loaded = await loadQuestionForm(ofPage.id, seed)
    setPhase(loaded.ok ? 'open' : loaded.failure)
    if (!loaded.ok) return false
    const { situation, options } = loaded.form
    setQuestion({ ...ofPage, seed: loaded.form.seed, situation, options: options.map(showFormPart) })
    return true
  }

  return { question, phase, load }
}

/** A seed that nobody chose. */
export function anySeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}
