import type { AttributeCode, RetrieveCode, StoreCode } from '../reasons/jar-sections.ts'
import type { ByteString, Cookie, CookieUrl, PartitionKey, SameSiteContext } from './cookie.ts'

/** One question that an algorithm asked, in order, and whether the answer let it go on. */
export type TraceStep = { section: string; text: string; passed: boolean }

/** An attribute of the line that was read but has no effect, or not the one that it says. */
export type AttributeFinding = { code: AttributeCode; section: string; text: ByteString }

/** What could have been otherwise about the occasion on which a cookie was set or asked for. */
export type Occasion = {
  url: CookieUrl
  now: number
  /** False for `document.cookie`. */
  viaHttp: boolean
  sameSiteContext: SameSiteContext
  /** The key of whoever asks, first parties included; null where there can be none (an opaque top-level page). */
  partitionKey: PartitionKey | null
  /** Whether the browser keeps this site's unpartitioned cookies back here, because it is a third party. */
  thirdPartyBlocked: boolean
}

/** The smallest change after which the verdict would be the other one; applying all its parts that are not null does it. */
export type StoreChange = { text: string; line: ByteString | null; occasion: Partial<Occasion> | null }
export type RetrieveChange = { text: string; cookie: Partial<Cookie> | null; occasion: Partial<Occasion> | null }

/** What became of one Set-Cookie line, or of one assignment to `document.cookie`, and why. */
export type StoreDecision = {
  /** `deleted`: the line was taken, and what it sets has expired already, so that nothing is kept under its name. */
  outcome: 'stored' | 'replaced' | 'deleted' | 'refused'
  code: StoreCode
  section: string
  /** The cookie of the line, also when it was refused after it could be read; null when it could not. */
  cookie: Cookie | null
  /** The cookie whose place it took, or that it deleted. */
  previous: Cookie | null
  /** Cookies of its site that had expired, and those that had to go because there were too many. */
  evicted: Cookie[]
  /** What of the line (for `replaces-http-only` and `overlays-secure`: of the cookie in the way) brought the verdict about. */
  offendingText: ByteString | null
  /** Null for a cookie that was kept. */
  change: StoreChange | null
  attributes: AttributeFinding[]
  trace: TraceStep[]
}

/** Whether one cookie of the jar goes with a request, or is shown to a script, and why. */
export type RetrieveDecision = {
  outcome: 'sent' | 'withheld'
  code: RetrieveCode
  section: string
  cookie: Cookie
  offendingText: string | null
  /** Null for a cookie that was sent. */
  change: RetrieveChange | null
  trace: TraceStep[]
}
