import type { Profile } from '../../profile.ts'
import { ATTRIBUTE_SECTIONS, STORE_SECTIONS, type StoreCode } from '../../reasons/jar-sections.ts'
import type { ByteString, Cookie, RegistrableDomain } from '../cookie.ts'
import type { AttributeFinding, Occasion, TraceStep } from '../decision.ts'
import { cookieDomainOf } from '../domain-match.ts'
import { cookiesAt, type Jar, type Place, placeOf } from '../jar.ts'
import { defaultPath } from '../path-match.ts'
import { type ParsedSetCookie, parseSetCookie } from '../set-cookie/parse-set-cookie.ts'
import { type ReadAttributes, readAttributes } from '../set-cookie/read-attributes.ts'
import { ADMISSION_CHECKS, type Candidate, secureCookieUnder } from './admit-cookie.ts'

export type StoreInput = Occasion & { line: ByteString; profile: Profile; registrableDomain: RegistrableDomain }

export type Refusal = { code: StoreCode; offendingText: ByteString | null }

/** What §5.6 and §5.7 say of a line before anything is changed, and how they came to it. */
export type StoreJudgement = { findings: AttributeFinding[]; trace: TraceStep[] } & (
  | { isRefused: false; candidate: Candidate; place: Place; expired: Cookie[] }
  /** `candidate` is null where the line could not be read, or its host set no cookie. */
  | { isRefused: true; refusal: Refusal; candidate: Candidate | null }
)

/** Judges one line by the algorithms of RFC 6265bis §5.6 and §5.7, without touching the jar. */
export function judgeStoring(jar: Jar, input: StoreInput): StoreJudgement {
  const { profile, registrableDomain, url } = input
  const trace: TraceStep[] = []
  const ask = (section: string, text: string, passed: boolean) => trace.push({ section, text, passed })
  const result = parseSetCookie(input.line, profile.reading)
  ask('RFC 6265bis §5.6', 'Can the line be read?', 'parsed' in result)
  if ('fault' in result) return { isRefused: true, refusal: result.fault, candidate: null, findings: [], trace }
  const attributes = readAttributes(result.parsed.attributes, input)
  const owner = cookieDomainOf(attributes.domain, url.hostname, profile.reading, registrableDomain)
  ask('RFC 6265bis §5.7 steps 7 to 10', 'May this host set a cookie for this Domain?', 'domain' in owner)
  const domainText = textOf('domain', result.parsed)
  if ('fault' in owner) {
    const refusal = { code: owner.fault, offendingText: domainText ?? url.hostname }
    return { isRefused: true, refusal, candidate: null, findings: attributes.findings, trace }
  }
  const findings = owner.isHost ? [...attributes.findings, hostFinding(domainText ?? '')] : attributes.findings
  const isDivided = input.thirdPartyBlocked && profile.dividesThirdPartyCookies
  const cookie = cookieOf(result.parsed, attributes, input, owner, isDivided, jar.nextOrder)
  const place = placeOf(cookie.domain, cookie.partitionKey, registrableDomain)
  const { living, expired } = sortByLife(cookiesAt(jar, place), input.now)
  const previous = living.find((other) => isSameCookie(other, cookie)) ?? null
  const candidate = { cookie, attributes, occasion: input, profile, kept: living, previous, isDivided }
  for (const { section, asks, fault } of ADMISSION_CHECKS) {
    const code = fault(candidate)
    ask(section, asks, code === null)
    if (code !== null) {
      return { isRefused: true, refusal: { code, offendingText: offendingTextOf(code, candidate, result.parsed) }, candidate, findings, trace }
    }
  }
  return { isRefused: false, candidate, place, expired, findings, trace }
}

function hostFinding(text: ByteString): AttributeFinding {
  return { code: 'domain-is-host', section: ATTRIBUTE_SECTIONS['domain-is-host'], text }
}

function sortByLife(cookies: readonly Cookie[], now: number): { living: Cookie[]; expired: Cookie[] } {
  const hasExpired = ({ expiresAt }: Cookie) => expiresAt !== null && expiresAt <= now
  return { living: cookies.filter((cookie) => !hasExpired(cookie)), expired: cookies.filter(hasExpired) }
}

/** §5.7 steps 5, 6, 10 to 12, 14 and 17. */
function cookieOf(
  { name, value }: ParsedSetCookie,
  attributes: ReadAttributes,
  input: StoreInput,
  { domain, hostOnly }: { domain: string; hostOnly: boolean },
  isDivided: boolean,
  order: number,
): Cookie {
  return {
    name,
    value,
    domain,
    hostOnly,
    path: attributes.path?.startsWith('/') ? attributes.path : defaultPath(input.url.pathname),
    secure: attributes.secure,
    httpOnly: attributes.httpOnly,
    sameSite: attributes.sameSite,
    partitionKey: attributes.partitioned || isDivided ? input.partitionKey : null,
    expiresAt: attributes.expiresAt,
    createdAt: input.now,
    lastAccessAt: input.now,
    order,
    useOrder: order,
  }
}

function isSameCookie(a: Cookie, b: Cookie): boolean {
  return a.name === b.name && a.domain === b.domain && a.hostOnly === b.hostOnly && a.path === b.path
}

const OFFENDING_ATTRIBUTES: Partial<Record<StoreCode, string>> = {
  'secure-over-http': 'secure',
  'http-only-from-script': 'httponly',
  'same-site-foreign': 'samesite',
  'same-site-none-insecure': 'samesite',
  'partitioned-insecure': 'partitioned',
}

function offendingTextOf(code: StoreCode, candidate: Candidate, parsed: ParsedSetCookie): ByteString | null {
  if (code === 'overlays-secure') return secureCookieUnder(candidate)?.name ?? null
  if (code === 'hidden-prefix') return parsed.value
  if (code.endsWith('-prefix') || code === 'replaces-http-only') return parsed.name
  const attribute = OFFENDING_ATTRIBUTES[code]
  return attribute === undefined ? null : textOf(attribute, parsed)
}

function textOf(name: string, { attributes }: ParsedSetCookie): ByteString | null {
  return attributes.findLast((attribute) => attribute.name === name)?.text ?? null
}

/** Where the verdict is written. */
export function sectionOf(code: StoreCode): string {
  return STORE_SECTIONS[code]
}
