import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import type { Jar } from '@crumbtrail/browser/jar/jar'
import { allCookies } from '@crumbtrail/browser/jar/jar'
import { BROWSER_LIMITS } from '../limits.ts'

/** What one decision of a cookie takes as JSON beside the cookie's own text: its attributes, the questions asked, the smallest change. */
const DECISION_BYTES = 1_600

/** Bounds what the browsers of a run tell: each decision that would go over the limit is left out, and that something is missing is marked. */
export interface DecisionBudget {
  /** Whether each cookie of this jar can be explained with the next request; when not, the work is not even done. */
  canExplain(jar: Jar): boolean
  /** Takes the events that fit, in order, and says whether others were left out. */
  take(events: readonly EngineEvent[]): { events: EngineEvent[]; isCut: boolean }
}

export function createDecisionBudget(): DecisionBudget {
  let left: number = BROWSER_LIMITS.decisionBytesMax
  return {
    canExplain: (jar) => {
      const allowed = Math.min(left, BROWSER_LIMITS.eventDecisionBytesMax)
      return allCookies(jar).reduce((sum, { name, value }) => sum + DECISION_BYTES + 2 * (name.length + value.length), 0) <= allowed
    },
    take: (events) => {
      const taken: EngineEvent[] = []
      let room = Math.min(left, BROWSER_LIMITS.eventDecisionBytesMax)
      for (const event of events) {
        const bytes = Buffer.byteLength(JSON.stringify(event)) + 1
        if (bytes > room) continue
        room -= bytes
        left -= bytes
        taken.push(event)
      }
      return { events: taken, isCut: taken.length < events.length }
    },
  }
}
