'use client'

import { useEffect, useState } from 'react'
import type { RunState } from '#components/playground/run-state.ts'
import type { LabStep } from '#lib/playground/lab-step-rules.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'

type Changes = ReadonlyMap<string, readonly string[]>
const NONE: Changes = new Map()

/** What the last whole run shows that the one before it did not, by row; before there is one, the recorded run takes its place. */
export function useRunChanges(state: RunState, lab: PublicLab, own: readonly LabStep[]): Changes {
  const [found, setFound] = useState<{ of: RunState; changes: Changes } | null>(null)
  useEffect(() => {
    if (state.phase !== 'done' || lab.kind !== 'server') return
    const before = state.before ?? lab.recorded
    if (!before) return
    let isCurrent = true
    // Marks are an extra: a page that cannot load what finds them shows the run without.
    void import('#components/playground/find-changes.ts').then(
      ({ findChanges }) => isCurrent && setFound({ of: state, changes: findChanges([...lab.steps, ...own], lab, before, state.run) }),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [state, lab, own])
  return found?.of === state ? found.changes : NONE
}
