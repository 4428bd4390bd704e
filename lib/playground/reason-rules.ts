import { DECISION_SECTIONS } from '@crumbtrail/browser/reasons/engine-sections'
import { DECISION_SENTENCES } from '@crumbtrail/browser/reasons/engine-sentences'
import { ATTRIBUTE_SECTIONS, RETRIEVE_SECTIONS, STORE_SECTIONS } from '@crumbtrail/browser/reasons/jar-sections'
import { ATTRIBUTE_SENTENCES, RETRIEVE_SENTENCES, STORE_SENTENCES } from '@crumbtrail/browser/reasons/jar-sentences'
import { arrowTokens, type ReasonCode, scriptTokens } from './arrow-token-rules.ts'
import type { RunView } from './run-view-rules.ts'
import { failureOf } from './script-outcome-rules.ts'

/** What a code says to a learner, and where its rule is written. */
export type Reason = { sentence: string; section: string }

/** Reasons by `reasonKey`. */
export type ReasonTable = Readonly<Record<string, Reason>>

const SENTENCES: Record<ReasonCode['of'], Readonly<Record<string, string>>> = {
  store: STORE_SENTENCES,
  retrieve: RETRIEVE_SENTENCES,
  attribute: ATTRIBUTE_SENTENCES,
  decision: DECISION_SENTENCES,
}
const SECTIONS: Record<ReasonCode['of'], Readonly<Record<string, string>>> = {
  store: STORE_SECTIONS,
  retrieve: RETRIEVE_SECTIONS,
  attribute: ATTRIBUTE_SECTIONS,
  decision: DECISION_SECTIONS,
}

/** The reason of a code; null for one that nobody knows. */
export function reasonOf({ of, code }: ReasonCode): Reason | null {
  const [sentence, section] = [SENTENCES[of][code], SECTIONS[of][code]]
  return sentence === undefined || section === undefined ? null : { sentence, section }
}

/** The reasons that the rows of a run need: few, so that a page with a recorded run can carry them, and readers without scripts have them. */
export function reasonsIn(run: RunView): ReasonTable {
  const tokens = [
    ...run.exchanges.flatMap((exchange) => Object.values(arrowTokens(exchange)).flat()),
    ...run.moments.flatMap((moment) => (moment.kind === 'browser' ? scriptTokens(moment.events) : [])),
  ]
  const failed = run.moments.flatMap((moment) => (moment.kind === 'browser' ? moment.events.flatMap((event) => failureOf(event) ?? []) : []))
  const needed = [...failed, ...tokens.flatMap(({ reason, look }) => (reason && KEPT_BACK.includes(look) ? [reason] : []))]
  return Object.fromEntries(
    needed.flatMap((reason) => [reasonOf(reason)].filter((found) => found !== null).map((found) => [`${reason.of}:${reason.code}`, found])),
  )
}

const KEPT_BACK: readonly string[] = ['withheld', 'hidden', 'refused']
