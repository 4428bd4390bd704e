import type { PartitionKey, RegistrableDomain, SameSiteContext } from '../jar/cookie.ts'
import { OPAQUE_ORIGIN, type Origin } from './origin.ts'
import { isSameSite, type Site, siteOf } from './site.ts'

/**
 * The site whose cookies count as first-party in a document, given the origins from the top-level page down to the document itself;
 * null as soon as one of them is of another site. Source: RFC 6265bis §5.2.1.
 */
export function siteForCookiesOf(chain: readonly Origin[], rules: SiteRules): Site | null {
  const top = chain[0]
  if (top === undefined || top === OPAQUE_ORIGIN) return null
  return chain.every((origin) => isOneSite(origin, top, rules)) ? siteOf(top, rules.registrableDomain) : null
}

/** By which rules sites are told apart; `isSchemeful`: http and https of one domain are two (Chromium), or one (Firefox, Safari). */
export type SiteRules = { registrableDomain: RegistrableDomain; isSchemeful: boolean }

/** Who makes a request and for what, as far as SameSite, partitions and third parties ask. */
export type RequestSource = {
  /** The origin that caused the request; null for the address bar. */
  initiator: Origin | null
  /** The site of the top-level page; of no account for a top-level navigation, whose own URL becomes it. */
  topLevelSite: Site | null
  siteForCookies: Site | null
  isTopLevelNavigation: boolean
}

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'TRACE']

/**
 * The SameSite context in which cookies are sent (RFC 6265bis §5.2). Only who began and where the request goes now count, not the
 * redirects between: Fetch §3.1 would count them, Chromium keeps that behind a flag that is off, because it broke sites.
 */
export function sendingContextOf(source: RequestSource, method: string, url: string, rules: SiteRules): SameSiteContext {
  const target = new URL(url).origin
  if (!isFirstParty(source, url, rules)) return 'cross-site'
  if (source.initiator === null || isOneSite(source.initiator, target, rules)) return 'strict'
  if (!source.isTopLevelNavigation) return 'cross-site'
  return SAFE_METHODS.includes(method) ? 'lax' : 'lax-unsafe'
}

/** The SameSite context in which a response's cookies are stored: a top-level navigation may always set. Source: RFC 6265bis §5.7. */
export function storingContextOf(source: RequestSource, method: string, url: string, rules: SiteRules): SameSiteContext {
  const context = sendingContextOf(source, method, url, rules)
  return source.isTopLevelNavigation && context !== 'strict' ? 'lax' : context
}

/** Whether the URL belongs to the site of the page in which it is asked for, with no foreign frame between. */
export function isFirstParty(source: RequestSource, url: string, rules: SiteRules): boolean {
  return source.isTopLevelNavigation || (source.siteForCookies !== null && isOneSite(source.siteForCookies, new URL(url).origin, rules))
}

/** Under which key partitioned cookies are looked for and kept. Source: CHIPS, "partition key" with the cross-site ancestor bit. */
export function partitionKeyOf(source: RequestSource, url: string, rules: SiteRules): PartitionKey | null {
  if (source.isTopLevelNavigation) return { site: siteOf(new URL(url).origin, rules.registrableDomain), hasCrossSiteAncestor: false }
  if (source.topLevelSite === null || source.topLevelSite === OPAQUE_ORIGIN) return null
  return { site: source.topLevelSite, hasCrossSiteAncestor: !isFirstParty(source, url, rules) }
}

function isOneSite(left: Origin, right: Origin, { registrableDomain, isSchemeful }: SiteRules): boolean {
  const isSchemefullySame = isSameSite(left, right, registrableDomain)
  return isSchemefullySame || (!isSchemeful && isSameSite(withoutScheme(left), withoutScheme(right), registrableDomain))
}

const withoutScheme = (origin: Origin) => origin.replace(/^http:/, 'https:')
