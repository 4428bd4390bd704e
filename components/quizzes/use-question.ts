'use client'

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { changeLocalProgress, type Keeping, readLocalProgress, useLocalProgress } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'
import { earlyAnswer, isSameAnswer } from '#components/quizzes/early-answer.ts'
import { type SendFailure, sendAnswer } from '#components/quizzes/send-answer.ts'
import type { ShownLesson, ShownQuestion } from '#components/quizzes/shown-question.ts'
import { recordAttempt, recordDraft } from '#lib/progress/progress-rules.ts'
import type { Attempt, Draft } from '#lib/progress/progress-schema.ts'
import type { Feedback } from '#lib/quizzes/answer-contract.ts'
import type { Answer } from '#lib/quizzes/answer-schema.ts'
import { checkAnswer } from '#lib/quizzes/check-answer.ts'

/** Typing is kept when it pauses, and at the latest when the page is left. */
const KEEP_AFTER_MS = 250

export type Phase =
  | { name: 'open' }
  | { name: 'incomplete' }
  | { name: 'sending' }
  | { name: 'failed'; failure: SendFailure }
  | { name: 'graded'; feedback: Feedback; isStale: boolean }

/** One question as its learner works on it. */
export type QuestionWork = {
  /** What is chosen now, also when that is not whole yet; null for nothing. */
  answer: Answer | null
  phase: Phase
  /** The attempt that `answer` comes from, when it was restored and not touched since. */
  restored: Attempt | null
  /** Whether an answer waits here that the site has not received. */
  isUnsent: boolean
  attemptCount: number
  /** The seed of the form that was last worked on, when it is another than the one shown and nothing has been chosen here. */
  keptSeed: number | null
  keeping: Keeping
  choose: (answer: Answer | null) => void
  check: () => void
  tryAgain: () => void
  /** Shows again what was kept of the question, as when the page was opened. */
  restore: () => void
}

/**
 * Chooses, grades and keeps answers to one question. What was kept in this browser is restored when it still fits the question; what is
 * chosen is kept at once as a draft, and stays kept until the site has graded it.
 */
export function useQuestion(question: ShownQuestion, lesson: ShownLesson, group: RefObject<HTMLElement | null>): QuestionWork {
  const { isKnown, progress, keeping } = useLocalProgress()
  const kept = progress.questions[question.id]
  const [edited, setEdited] = useState<{ answer: Answer | null } | null>(null)
  const [phase, setPhase] = useState<Phase>({ name: 'open' })
  const keepDraft = useDraft(question.id, lesson)

  const draft = fitting(question, kept?.draft)
  const lastAttempt = fitting(question, kept?.attempts.at(-1))
  const answer = edited ? edited.answer : (draft?.answer ?? lastAttempt?.answer ?? null)
  const restored = edited || draft ? null : lastAttempt

  function choose(next: Answer | null) {
    setEdited({ answer: next })
    setPhase({ name: 'open' })
    keepDraft.soon(next)
  }

  // What was chosen before the page's scripts ran stands in the controls alone, and the next drawing would take it away.
  const isFromServer = useRef(!isKnown)
  useLayoutEffect(() => {
    const early = isFromServer.current && group.current ? earlyAnswer(question, group.current) : null
    isFromServer.current = false
    // A browser that goes back puts its own memory of the controls into them; that is no choice.
    const known = readLocalProgress().progress.questions[question.id]
    if (early && !isSameAnswer(early, known?.draft?.answer ?? known?.attempts.at(-1)?.answer)) choose(early)
  })

  async function check() {
    if (phase.name === 'sending') return
    const checked = checkAnswer(question, answer)
    if (!checked.ok || isWithGaps(question, answer)) return setPhase({ name: 'incomplete' })
    setPhase({ name: 'sending' })
    // To ask again why a kept attempt was graded as it was is no new attempt.
    if (!restored) setEdited({ answer: checked.value })
    const sent = restored ? null : keepDraft.unsent(checked.value)
    const result = await sendAnswer({ questionId: question.id, contentVersion: lesson.contentVersion, answer: checked.value })
    if (!result.ok) return setPhase({ name: 'failed', failure: result.failure })
    const { feedback, receipt, contentVersion, stale } = result.reply
    if (sent) {
      const attempt: Attempt = { id: sent.id, at: sent.at, contentVersion, answer: checked.value, verdict: feedback.verdict, receipt }
      changeLocalProgress((before) => recordAttempt(before, lesson, question.id, attempt))
    }
    setPhase({ name: 'graded', feedback, isStale: stale })
  }

  function tryAgain() {
    setEdited({ answer: null })
    setPhase({ name: 'open' })
  }

  function restore() {
    setEdited(null)
    setPhase({ name: 'open' })
  }

  return {
    answer,
    phase,
    restored,
    isUnsent: !edited && draft?.unsent === true,
    attemptCount: kept?.attempts.length ?? 0,
    keptSeed: edited?.answer ? null : otherSeed(question, kept?.draft ?? kept?.attempts.at(-1)),
    keeping,
    choose,
    check: () => void check(),
    tryAgain,
    restore,
  }
}

/** What was kept, if it is an answer that this question still has (or had, half done). */
function fitting<Kept extends { answer: Answer }>(question: ShownQuestion, kept: Kept | null | undefined): Kept | null {
  return kept && checkAnswer(question, kept.answer).ok ? kept : null
}

/** The seed of a kept answer to another form of this question. */
function otherSeed(question: ShownQuestion, kept: { answer: Answer } | null | undefined): number | null {
  if (!('seed' in question) || !kept || !('seed' in kept.answer) || kept.answer.seed === question.seed) return null
  return kept.answer.seed
}

/** A match may be sent with open lines; on the page all are asked for, so that none is forgotten by accident. */
function isWithGaps(question: ShownQuestion, answer: Answer | null): boolean {
  return question.type === 'match' && answer?.type === 'match' && answer.pairs.length < question.lefts.length
}

/** Keeps drafts of one question: soon after a choice, at once when it is sent. */
function useDraft(questionId: string, lesson: ShownLesson) {
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; keep: () => void } | null>(null)

  function toDraft(answer: Answer, unsent: boolean): Draft {
    return { ...newWrite(), contentVersion: lesson.contentVersion, answer, unsent }
  }

  function keep(draft: Draft | null) {
    changeLocalProgress((before) => recordDraft(before, lesson.id, questionId, draft))
  }

  const flush = useCallback(() => {
    const waiting = pending.current
    pending.current = null
    if (!waiting) return
    clearTimeout(waiting.timer)
    waiting.keep()
  }, [])

  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  return {
    soon(answer: Answer | null) {
      if (pending.current) clearTimeout(pending.current.timer)
      const draft = answer && isKeepable(answer) ? toDraft(answer, false) : null
      pending.current = { timer: setTimeout(flush, KEEP_AFTER_MS), keep: () => keep(draft) }
    },
    /** The draft that goes out; one that was sent before and not received goes out again as the same. */
    unsent(answer: Answer): Draft {
      flush()
      const before = readLocalProgress().progress.questions[questionId]?.draft
      const isSame = before?.unsent && JSON.stringify(before.answer) === JSON.stringify(answer)
      const draft = isSame ? before : toDraft(answer, true)
      keep(draft)
      return draft
    },
  }
}

/** A text of spaces and an empty list are nothing to come back to. */
function isKeepable(answer: Answer): boolean {
  if (answer.type === 'fill-in') return answer.text.trim() !== ''
  if ('choices' in answer) return answer.choices.length > 0
  return answer.type !== 'match' || answer.pairs.length > 0
}
