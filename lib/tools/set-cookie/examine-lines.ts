import type { RegistrableDomain } from '@crumbtrail/browser/jar/cookie'
import type { RetrieveDecision, StoreDecision } from '@crumbtrail/browser/jar/decision'
import { EMPTY_JAR } from '@crumbtrail/browser/jar/jar'
import { retrieveCookies } from '@crumbtrail/browser/jar/retrieve-cookies'
import { storeCookie } from '@crumbtrail/browser/jar/store-cookie'
import { PROFILES } from '@crumbtrail/browser/profile'
import { parseHttpUrl } from '@crumbtrail/browser/sites/origin'
import { type Asking, sendingOccasion, storingOccasion } from '#lib/cookies/asking-rules.ts'
import type { ClinicState } from './clinic-state.ts'
import { type PastedLine, readPastedLines } from './pasted-lines.ts'

/** Fields that hold an address and do not, or hold no line. */
export type ClinicFault = 'url' | 'from' | 'next' | 'lines'

/** What became of each line in its order, and what the request that follows carries; `followed` has a decision for every cookie of the jar. */
export type Examination = {
  stored: { line: PastedLine; decision: StoreDecision }[]
  header: string | null
  followed: RetrieveDecision[]
  nextUrl: string
}

/** The fields that cannot be used as they are; empty when the lines can be examined. */
export function findClinicFaults(state: ClinicState): ClinicFault[] {
  const faults: ClinicFault[] = []
  if (parseHttpUrl(state.url) === null) faults.push('url')
  if (needsPage(state) && parseHttpUrl(state.from) === null) faults.push('from')
  if (state.next.trim() !== '' && parseHttpUrl(state.next) === null) faults.push('next')
  if (readPastedLines(state.lines).length === 0) faults.push('lines')
  return faults
}

/** Whether a page asks; the address bar has none, and a script is on the page itself. */
export function needsPage({ kind }: Pick<ClinicState, 'kind'>): boolean {
  return kind !== 'address-bar' && kind !== 'script'
}

/** Takes the lines into an empty jar, one after the other, and asks that jar for a following request of the same kind. The state must have no faults. */
export function examineLines(state: ClinicState, nowMs: number, registrableDomain: RegistrableDomain): Examination {
  const profile = PROFILES[state.profile]
  const asking = askingOf(state, state.url)
  const occasion = storingOccasion(asking, nowMs, registrableDomain)
  let jar = EMPTY_JAR
  const stored = readPastedLines(state.lines).map((line) => {
    const taken = storeCookie(jar, { ...occasion, line: line.value, profile, registrableDomain })
    jar = taken.jar
    return { line, decision: taken.decision }
  })
  const nextUrl = state.next.trim() === '' ? state.url : state.next
  const next = sendingOccasion(askingOf(state, nextUrl), nowMs + state.waitMinutes * 60_000, registrableDomain)
  const { header, decisions } = retrieveCookies(jar, { ...next, profile, registrableDomain })
  return { stored, header, followed: decisions, nextUrl: new URL(nextUrl).href }
}

function askingOf({ kind, from, profile, thirdParties }: ClinicState, url: string): Asking {
  const blocksThirdPartyCookies = thirdParties === 'usual' ? null : thirdParties === 'blocked'
  return { kind, url, from: needsPage({ kind }) ? from : url, profile, blocksThirdPartyCookies }
}
