'use client'

import { useLocalProgress } from '#components/progress/local-progress.ts'
import { countDone, percentDone } from '#lib/progress/progress-rules.ts'

/** `lessonIds`: the steps that have lessons; `total`: all steps, also those that have none yet. */
type Counted = { lessonIds: readonly string[]; total: number }

/** How much of a track is done, by this browser's knowledge. Its room is kept until that is known; without scripts it is absent. */
export function TrackCompletion({ lessonIds, total }: Counted) {
  const { isKnown, progress } = useLocalProgress()
  const done = countDone(progress, lessonIds)
  return (
    <span className={`needs-js tabular-nums ${isKnown ? '' : 'invisible'}`}>{`${done} of ${total} steps done (${percentDone(done, total)}%)`}</span>
  )
}

/** The same for one module, in the few words that a heading has room for. */
export function ModuleCompletion({ lessonIds, total }: Counted) {
  const { isKnown, progress } = useLocalProgress()
  const done = countDone(progress, lessonIds)
  return <span className={`needs-js tabular-nums ${isKnown ? '' : 'invisible'}`}>{`${percentDone(done, total)}% done`}</span>
}
