import type { Observation, ObservedCookie, ObservedRequest, StepOutcome } from './observation.ts'

/** What a single decision is about; agreements are counted by these. */
export const DECISIONS = [
  'request made',
  'method and URL',
  'Cookie header',
  'Origin',
  'Referer',
  'Sec-Fetch-*',
  'preflight headers',
  'script headers',
  'other headers',
  'body',
  'stored cookie',
  'document.cookie',
  'what fetch gave',
  'step possible',
] as const
export type DecisionName = (typeof DECISIONS)[number]

export type Difference = { stepId: string; decision: DecisionName; what: string; chromium: unknown; engine: unknown }
export type Comparison = { agreed: Record<DecisionName, number>; differences: Difference[] }

/** The engine is told when a response came to the millisecond; Chromium notes its own time, a little later. */
const EXPIRY_TOLERANCE_MS = 2500

const HEADERS: ReadonlyArray<readonly [DecisionName, readonly string[]]> = [
  ['Cookie header', ['cookie']],
  ['Origin', ['origin']],
  ['Referer', ['referer']],
  ['Sec-Fetch-*', ['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'sec-fetch-user', 'sec-fetch-storage-access']],
  ['preflight headers', ['access-control-request-method', 'access-control-request-headers']],
  ['script headers', ['content-type', 'authorization', 'x-token', 'range']],
  ['other headers', ['accept-language', 'upgrade-insecure-requests']],
]

/** Lays two observations of one scenario side by side, step by step, request by request, cookie by cookie. */
export function compareObservations(chromium: Observation, engine: Observation): Comparison {
  const agreed = Object.fromEntries(DECISIONS.map((name) => [name, 0])) as Record<DecisionName, number>
  const differences: Difference[] = []
  for (const [index, real] of chromium.steps.entries()) {
    const simulated = engine.steps[index]
    if (!simulated) throw new Error(`the engine has not played ${real.stepId}`)
    const check = (decision: DecisionName, what: string, expected: unknown, got: unknown, isEqual = sameJson(expected, got)) => {
      if (isEqual) agreed[decision] += 1
      else differences.push({ stepId: real.stepId, decision, what, chromium: expected, engine: got })
    }
    compareRequests(real.requests, simulated.requests, real.outcome.type.startsWith('fetch'), check)
    compareOutcomes(real.outcome, simulated.outcome, check)
    compareCookies(real.cookies, simulated.cookies, check)
  }
  return { agreed, differences }
}

type Check = (decision: DecisionName, what: string, expected: unknown, got: unknown, isEqual?: boolean) => void

function compareRequests(real: readonly ObservedRequest[], simulated: readonly ObservedRequest[], isFetch: boolean, check: Check): void {
  const line = (request: ObservedRequest | undefined) => (request ? `${request.method} ${request.url}` : null)
  for (let index = 0; index < Math.max(real.length, simulated.length); index++) {
    const [expected, got] = [real[index], simulated[index]]
    const what = line(expected) ?? line(got) ?? ''
    check('request made', what, expected !== undefined, got !== undefined)
    if (!expected || !got) continue
    check('method and URL', what, line(expected), line(got))
    for (const [decision, names] of HEADERS)
      for (const name of names) check(decision, `${name} of ${what}`, expected.headers[name] ?? null, got.headers[name] ?? null)
    // What else a browser accepts is a list of its picture formats, and changes with each version.
    if (isFetch) check('other headers', `accept of ${what}`, expected.headers.accept ?? null, got.headers.accept ?? null)
    check('body', what, expected.body, got.body)
  }
}

function compareOutcomes(real: StepOutcome, simulated: StepOutcome, check: Check): void {
  const isPossible = ({ type }: StepOutcome) => type !== 'refused'
  check('step possible', 'step', isPossible(real), isPossible(simulated))
  if (real.type === 'cookie-string') check('document.cookie', 'document.cookie', real, simulated)
  else if (real.type === 'fetch-response' || real.type === 'fetch-error') check('what fetch gave', 'fetch', real, simulated)
}

function compareCookies(real: readonly ObservedCookie[], simulated: readonly ObservedCookie[], check: Check): void {
  const keyOf = ({ name, domain, path, partition, hostOnly }: ObservedCookie) => JSON.stringify([domain, hostOnly, path, name, partition])
  const [hidden, shown] = partition(simulated, isUnreadable)
  const byKey = new Map(shown.map((cookie) => [keyOf(cookie), cookie]))
  const isPlain = (cookie: ObservedCookie) => {
    const other = byKey.get(keyOf(cookie))
    return other !== undefined && isSameCookie(cookie, other)
  }
  const [plain, left] = hidden.length > 0 ? partition(real, isPlain) : [real, []]
  for (const cookie of hidden) {
    const at = left.findIndex((other) => isSameCookie({ ...other, ...UNREAD }, { ...cookie, ...UNREAD }))
    const [found = null] = at < 0 ? [] : left.splice(at, 1)
    check('stored cookie', `a cookie that is no UTF-8 at ${cookie.domain}`, found, cookie, found !== null)
  }
  for (const cookie of [...plain, ...left]) {
    const key = keyOf(cookie)
    const other = byKey.get(key) ?? null
    byKey.delete(key)
    check('stored cookie', `${cookie.name} at ${cookie.domain}${cookie.path}`, cookie, other, other !== null && isSameCookie(cookie, other))
  }
  for (const cookie of byKey.values()) check('stored cookie', `${cookie.name} at ${cookie.domain}${cookie.path}`, null, cookie)
}

/**
 * The DevTools protocol leaves out of its text what is no UTF-8, and sometimes the character behind it, so name, value and path of
 * such a cookie are not to be read there; the Cookie header shows them byte for byte.
 */
const isUnreadable = ({ name, value, path }: ObservedCookie) => `${name}${value}${path}`.includes('\ufffd')
const UNREAD = { name: '', value: '', path: '' }

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}

function isSameCookie(real: ObservedCookie, simulated: ObservedCookie): boolean {
  const { expiresAt: realEnd, ...rest } = real
  const { expiresAt: simulatedEnd, ...others } = simulated
  if (!sameJson(rest, others)) return false
  if (realEnd === null || simulatedEnd === null) return realEnd === simulatedEnd
  return Math.abs(realEnd - simulatedEnd) <= EXPIRY_TOLERANCE_MS
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
