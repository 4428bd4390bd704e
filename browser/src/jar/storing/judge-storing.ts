import type { Profile } from '../../profile.ts'
import { ATTRIBUTE_REASONS, STORE_REASONS, type StoreCode } from '../../reasons.ts'
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

/** All that §5.6 and §5.7 say of a line before anything is changed. `candidate` is null where the line or its host could not be used. */
export type StoreJudgement = {
  refusal: Refusal | null
  candidate: Candidate | null
  place: Place | null
  /** Cookies of the place whose time was over. */
  expired: Cookie[]
  findings: AttributeFinding[]
  trace: TraceStep[]
}

/** Judges one line by the algorithms of RFC 6265bis §5.6 and §5.7, without touching the jar. */
export function judgeStoring(jar: Jar, input: StoreInput): StoreJudgement {
  const judgement: StoreJudgement = { refusal: null, candidate: null, place: null, expired: [], findings: [], trace: [] }
  const result = parseSetCookie(input.line, input.profile.reading)
  judgement.trace.push({ section: 'RFC 6265bis §5.6', text: 'Can the line be read?', passed: 'parsed' in result })
  if ('fault' in result) return { ...judgement, refusal: result.fault }
  const attributes = readAttributes(result.parsed.attributes, input)
  judgement.findings = attributes.findings
  const owner = cookieDomainOf(attributes.domain, input.url.hostname, input.profile.reading, input.registrableDomain)
  judgement.trace.push({ section: 'RFC 6265bis §5.7 steps 7 to 10', text: 'May this host set a cookie for this Domain?', passed: 'domain' in owner })
  if ('fault' in owner) return { ...judgement, refusal: { code: owner.fault, offendingText: textOf('domain', result.parsed) ?? input.url.hostname } }
  if (owner.isHost) {
    const text = textOf('domain', result.parsed) ?? ''
    judgement.findings = [...judgement.findings, { code: 'domain-is-host', section: ATTRIBUTE_REASONS['domain-is-host'].section, text }]
  }
  const isDivided = input.thirdPartyBlocked && input.profile.dividesThirdPartyCookies
  const cookie = cookieOf(result.parsed, attributes, input, owner, isDivided, jar.nextOrder)
  const place = placeOf(cookie.domain, cookie.partitionKey, input.registrableDomain)
  const there = cookiesAt(jar, place)
  const isLiving = ({ expiresAt }: Cookie) => expiresAt === null || expiresAt > input.now
  const kept = there.filter(isLiving)
  const previous = kept.find((other) => isSameCookie(other, cookie)) ?? null
  const candidate = { cookie, attributes, occasion: input, profile: input.profile, kept, previous, isDivided }
  judgement.candidate = candidate
  judgement.place = place
  judgement.expired = there.length === kept.length ? [] : there.filter((other) => !isLiving(other))
  for (const { section, asks, fault } of ADMISSION_CHECKS) {
    const code = fault(candidate)
    judgement.trace.push({ section, text: asks, passed: code === null })
    if (code) return { ...judgement, refusal: { code, offendingText: offendingTextOf(code, candidate, result.parsed) } }
  }
  return judgement
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
  return STORE_REASONS[code].section
}
