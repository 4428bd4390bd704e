import { changedRows } from '#lib/playground/change-rules.ts'
import type { LabStep } from '#lib/playground/lab-step-rules.ts'
import { lanesOf } from '#lib/playground/lane-rules.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'
import type { RunView } from '#lib/playground/run-view-rules.ts'
import { timelineRows } from '#lib/playground/timeline-rules.ts'

/** What differs between two runs of the same steps, by the key of its row. */
export function findChanges(steps: readonly LabStep[], lab: PublicLab, before: RunView, now: RunView): ReadonlyMap<string, readonly string[]> {
  const lanes = lanesOf({ ...lab, steps })
  return changedRows(timelineRows(steps, before, lanes), timelineRows(steps, now, lanes))
}
