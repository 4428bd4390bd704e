import type { Profile } from '../../profile.ts'
import { RETRIEVE_SECTIONS, type RetrieveCode } from '../../reasons/jar-sections.ts'
import type { Cookie, PartitionKey, RegistrableDomain } from '../cookie.ts'
import type { Occasion, TraceStep } from '../decision.ts'
import { domainMatches, isIpAddress } from '../domain-match.ts'
import { pathMatches } from '../path-match.ts'
import { isSecureConnection } from '../secure-connection.ts'

export type RetrieveInput = Occasion & {
  profile: Profile
  registrableDomain: RegistrableDomain
  /** `jar` (the default) explains every cookie there is; `site` only those that lie where the request looks, which is all that sending needs; `nothing` none. */
  explain?: 'jar' | 'site' | 'nothing'
}

/** A question of §5.8.3, and the code of the answer that keeps the cookie back (null: it may go on). */
type Check = { text: string; fault: (cookie: Cookie, input: RetrieveInput) => RetrieveCode | null }

const SECTION = 'RFC 6265bis §5.8.3 step 3'

const CHECKS: readonly Check[] = [
  { text: 'Is its time not over?', fault: ({ expiresAt }, { now }) => (expiresAt !== null && expiresAt <= now ? 'expired' : null) },
  { text: 'Does it belong to this host?', fault: domainFault },
  {
    text: 'Does the path of the address lie under its Path?',
    fault: ({ path }, { url }) => (pathMatches(url.pathname, path) ? null : 'path-mismatch'),
  },
  {
    text: 'Is the connection secure, if it is Secure?',
    fault: ({ secure }, { url, profile }) => (secure && !isSecureConnection(url, profile) ? 'secure-only' : null),
  },
  {
    text: 'Is it a request that asks, and no script, if it is HttpOnly?',
    fault: ({ httpOnly }, { viaHttp }) => (httpOnly && !viaHttp ? 'http-only' : null),
  },
  {
    text: 'Was it set under the same page, if it is Partitioned?',
    fault: ({ partitionKey }, input) => (partitionKey !== null && !isSamePartition(partitionKey, input.partitionKey) ? 'partition-mismatch' : null),
  },
  {
    text: 'Does the browser let cookies of this site go here?',
    fault: ({ partitionKey }, { thirdPartyBlocked }) => (thirdPartyBlocked && partitionKey === null ? 'third-party-withheld' : null),
  },
  { text: 'Does its SameSite let it go with whoever asks?', fault: sameSiteFault },
]

/** Why the cookie stays, by the first question that it fails; null when it goes. Source: RFC 6265bis §5.8.3. */
export function faultOf(cookie: Cookie, input: RetrieveInput): RetrieveCode | null {
  for (const { fault } of CHECKS) {
    const code = fault(cookie, input)
    if (code !== null) return code
  }
  return null
}

/** Why a cookie that nothing holds back may go. */
export function grantOf({ sameSite }: Cookie, { sameSiteContext, profile }: RetrieveInput): RetrieveCode {
  if (sameSiteContext === 'strict') return 'sent-same-site'
  if (sameSite === 'none' || (sameSite === 'default' && profile.defaultSameSite === 'none')) return 'sent-foreign'
  return sameSiteContext === 'lax' ? 'sent-lax-navigation' : 'sent-lax-unsafe'
}

/** The questions up to the one that decided. */
export function traceOf(cookie: Cookie, input: RetrieveInput): TraceStep[] {
  const trace: TraceStep[] = []
  for (const { text, fault } of CHECKS) {
    const code = fault(cookie, input)
    trace.push({ section: code === null ? SECTION : RETRIEVE_SECTIONS[code], text, passed: code === null })
    if (code !== null) break
  }
  return trace
}

function domainFault({ domain, hostOnly }: Cookie, { url, registrableDomain }: RetrieveInput): RetrieveCode | null {
  if (hostOnly) return domain === url.hostname ? null : 'host-only'
  if (!domainMatches(url.hostname, domain)) return 'other-domain'
  return registrableDomain(domain) === null && !isIpAddress(domain) ? 'domain-became-public-suffix' : null
}

function isSamePartition(a: PartitionKey, b: PartitionKey | null): boolean {
  return b !== null && a.site === b.site && a.hasCrossSiteAncestor === b.hasCrossSiteAncestor
}

/** §5.8.3 with §5.6.7.2: a cookie without SameSite is Lax or None by the browser, and may be new enough to go with a post. */
function sameSiteFault({ sameSite, createdAt }: Cookie, { sameSiteContext, now, profile }: RetrieveInput): RetrieveCode | null {
  if (sameSiteContext === 'strict' || sameSite === 'none') return null
  if (sameSite === 'strict') return 'same-site-strict'
  const isDefault = sameSite === 'default'
  if (isDefault && profile.defaultSameSite === 'none') return null
  if (sameSiteContext === 'lax') return null
  if (sameSiteContext === 'cross-site') return isDefault ? 'same-site-default' : 'same-site-lax'
  if (!isDefault) return 'same-site-lax-unsafe'
  return now - createdAt <= profile.laxAllowingUnsafeMs ? null : 'same-site-default-unsafe'
}
