import { isSameOrigin, OPAQUE_ORIGIN, type Origin } from '../../sites/origin.ts'
import type { Site } from '../../sites/site.ts'
import { type Header, headerValue, headerValues, isToken, listItems } from '../headers/header-list.ts'
import type { CredentialsMode } from '../state.ts'
import { isSafelistedMethod, unsafeHeaderNames } from './request-rules.ts'

/** What a server has permitted one origin to do at one address, until when. Plain data. Source: Fetch §4.9. */
export type PreflightPermission = {
  readonly topLevelSite: Site | null
  readonly origin: Origin
  readonly url: string
  /** Whether it was given to a request with credentials; one without does not serve one with. */
  readonly credentials: boolean
  readonly methods: readonly string[]
  /** In small letters. */
  readonly headers: readonly string[]
  readonly expiresAt: number
}

export type PreflightSubject = {
  readonly topLevelSite: Site | null
  readonly origin: Origin
  readonly url: string
  readonly credentials: CredentialsMode
  readonly method: string
  readonly headers: readonly Header[]
}

/** Without Access-Control-Max-Age, or with one that is no number. Source: Fetch §4.8. */
const DEFAULT_AGE_SECONDS = 5
/** Two hours: the limit that Chromium sets. */
const AGE_SECONDS_MAX = 7200

export type PermissionReading = { ok: true; permission: PreflightPermission } | { ok: false; header: string; value: string }

/** The permission in the answer to a preflight, or the list in it that cannot be read. Source: Fetch §4.8. */
export function readPermission(subject: PreflightSubject, headers: readonly Header[], now: number): PermissionReading {
  const lists: string[][] = []
  for (const header of ['Access-Control-Allow-Methods', 'Access-Control-Allow-Headers']) {
    const items = headerValues(headers, header).flatMap(listItems)
    const bad = items.find((item) => !isToken(item))
    if (bad !== undefined) return { ok: false, header, value: bad }
    lists.push(items)
  }
  const [methods = [], names = []] = lists
  const { topLevelSite, origin, url } = subject
  return {
    ok: true,
    permission: {
      topLevelSite,
      origin,
      url,
      credentials: subject.credentials === 'include',
      methods,
      headers: names.map((name) => name.toLowerCase()),
      expiresAt: now + ageSeconds(headerValue(headers, 'access-control-max-age')) * 1000,
    },
  }
}

export type PermissionVerdict =
  /** `byWildcard`: Authorization is covered by `*` alone, against the text, which Chromium lets pass with a warning. */
  | { allowed: true; byWildcard: boolean }
  | {
      allowed: false
      code: 'preflight-method-refused' | 'preflight-header-refused'
      about: string
      change: string
    }

/** Whether the permission covers method and headers. `*` is a name like any other when there are credentials. Source: Fetch §4.8. */
export function judgePermission({ credentials, methods, headers }: PreflightPermission, subject: PreflightSubject): PermissionVerdict {
  const { method } = subject
  if (!methods.includes(method) && !isSafelistedMethod(method) && (credentials || !methods.includes('*'))) {
    const change = `The answer to the preflight would need ${method} in Access-Control-Allow-Methods.`
    return { allowed: false, code: 'preflight-method-refused', about: method, change }
  }
  const names = unsafeHeaderNames(subject.headers)
  const permitted = new Set(headers)
  const missing = names.filter((name) => !permitted.has(name))
  if (missing.length === 0 || (!credentials && permitted.has('*'))) return { allowed: true, byWildcard: missing.includes('authorization') }
  const change = `The answer to the preflight would need ${missing.join(', ')} in Access-Control-Allow-Headers.`
  return { allowed: false, code: 'preflight-header-refused', about: missing.join(', '), change }
}

/** A script that sets one of these asks past every cache (Fetch §4.6, cache mode), and in Chromium that of preflights is one of them. */
const CONDITIONAL_HEADERS: readonly string[] = ['if-modified-since', 'if-none-match', 'if-unmodified-since', 'if-match', 'if-range']

/** The remembered permission that spares the request its preflight; null when there is none. */
export function findPermission(permissions: readonly PreflightPermission[], subject: PreflightSubject, now: number): PreflightPermission | null {
  if (subject.headers.some(([name]) => CONDITIONAL_HEADERS.includes(name.toLowerCase()))) return null
  const found = permissions.find(
    (permission) =>
      permission.url === subject.url &&
      isSameOrigin(permission.origin, subject.origin) &&
      permission.topLevelSite === subject.topLevelSite &&
      permission.expiresAt > now &&
      (permission.credentials || subject.credentials !== 'include') &&
      coversWithoutWildcard(permission, subject),
  )
  return found ?? null
}

/** What a permission covers later on: for Authorization `*` does not do then. Source: Chromium. */
function coversWithoutWildcard(permission: PreflightPermission, subject: PreflightSubject): boolean {
  const verdict = judgePermission(permission, subject)
  return verdict.allowed && !verdict.byWildcard
}

/**
 * The permissions with this one in the place of an earlier one for the same asker and address, and without those that have run out. What
 * a request with a tainted origin was permitted serves no other, for no two opaque origins are the same. Source: Chromium.
 */
export function rememberPermission(permissions: readonly PreflightPermission[], added: PreflightPermission, now: number): PreflightPermission[] {
  const others = permissions.filter(
    ({ url, origin, topLevelSite, expiresAt }) =>
      expiresAt > now && (url !== added.url || origin !== added.origin || topLevelSite !== added.topLevelSite),
  )
  return added.expiresAt > now && added.origin !== OPAQUE_ORIGIN ? [...others, added] : others
}

function ageSeconds(value: string | null): number {
  if (value === null || !/^-?\d+$/.test(value)) return DEFAULT_AGE_SECONDS
  return Math.min(Math.max(Number(value), 0), AGE_SECONDS_MAX)
}
