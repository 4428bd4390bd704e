import type { RunEvent } from '@crumbtrail/runner/contract'

/** Told after the end of a run in which every check of the lesson's lab passed: proof for the learner's progress, signed by the site. */
export type PassedEvent = { type: 'passed'; lessonId: string; contentVersion: string; at: string; receipt: string }

/** What a page that runs code is sent, one event a line: the runner's events, and what the site itself has to say. */
export type StreamEvent = RunEvent | PassedEvent

/** Whether a whole run passed: it finished, its checks were played to their end, and none of them failed. */
export function hasPassed(events: Iterable<RunEvent>): boolean {
  let passed = 0
  for (const event of events) {
    if (event.type === 'check' && !event.passed) return false
    if (event.type === 'check') passed += 1
    if (event.type === 'end') return passed > 0 && event.outcome === 'finished' && event.checks === 'run'
  }
  return false
}
