/** What one player saw of one scenario, in the same words for real Chromium and for the simulated browser. */
export type Observation = { steps: StepObservation[] }

export type StepObservation = {
  stepId: string
  /** When the step began and when its jar was read (milliseconds since the epoch); not compared, as the times of its requests. */
  startedAt: number
  readAt: number
  requests: ObservedRequest[]
  outcome: StepOutcome
  /** The whole jar after the step, in a fixed order. */
  cookies: ObservedCookie[]
}

/** Header names in lower case; only those of `COMPARED_HEADERS`; values are byte strings. */
export type ObservedRequest = { method: string; url: string; headers: Record<string, string>; body: string; at: number }

export const COMPARED_HEADERS = [
  'cookie',
  'origin',
  'referer',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'sec-fetch-user',
  'sec-fetch-storage-access',
  'access-control-request-method',
  'access-control-request-headers',
  'content-type',
  'authorization',
  'x-token',
  'accept',
  'accept-language',
  'upgrade-insecure-requests',
  'range',
] as const

export type StepOutcome =
  /** Nothing but requests and cookies is to be seen of such a step. */
  | { type: 'done' }
  /** There was no page or frame to do it in. */
  | { type: 'refused' }
  | { type: 'cookie-string'; text: string }
  | { type: 'fetch-response'; responseType: string; status: number; redirected: boolean; url: string; headerNames: string[]; body: string }
  | { type: 'fetch-error' }

export type ObservedCookie = {
  name: string
  value: string
  domain: string
  hostOnly: boolean
  path: string
  secure: boolean
  httpOnly: boolean
  sameSite: 'strict' | 'lax' | 'none' | 'default'
  /** `site` or `site ancestor`, where the second says that a frame of another site is above; null when not partitioned. */
  partition: string | null
  /** Milliseconds since the epoch; null for a session cookie. */
  expiresAt: number | null
}

/** The order in which two jars can be compared: by everything that tells two cookies apart. */
export function sortCookies(cookies: readonly ObservedCookie[]): ObservedCookie[] {
  const key = ({ domain, path, name, partition, hostOnly, value }: ObservedCookie) => JSON.stringify([domain, path, name, partition, hostOnly, value])
  return cookies
    .map((cookie) => ({ cookie, key: key(cookie) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ cookie }) => cookie)
}

/** A UTF-8 string of bytes as text; what is no UTF-8 becomes U+FFFD, as every decoder of a page does it. */
export function textOfBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
