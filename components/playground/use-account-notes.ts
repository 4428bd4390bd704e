'use client'

import { useEffect } from 'react'
import type { RunState } from '#components/playground/run-state.ts'
import { sendToAccount } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'

/** Notes each run of the learner's own in their account, once, when it has ended. Without an account nothing is noted. */
export function useRunHistory(lessonId: string, state: RunState): void {
  const ended = state.phase === 'done' ? state.run : null
  const stoppedMs = state.phase === 'stopped' ? state.ms : null
  const outcome = ended?.end?.outcome ?? null
  const wallMs = ended?.end?.used.wallMs ?? 0
  useEffect(() => {
    if (ended && outcome) sendToAccount([{ kind: 'run', ...newWrite(), lessonId, outcome, durationMs: Math.round(wallMs) }])
  }, [ended, outcome, wallMs, lessonId])
  useEffect(() => {
    if (stoppedMs !== null) sendToAccount([{ kind: 'run', ...newWrite(), lessonId, outcome: 'cancelled', durationMs: Math.round(stoppedMs) }])
  }, [stoppedMs, lessonId])
}

/** Notes in the learner's account that a hint was opened; `number` counts from 1. */
export function noteHint(lessonId: string, number: number): void {
  sendToAccount([{ kind: 'hint', ...newWrite(), lessonId, hintId: `hint-${number}` }])
}
