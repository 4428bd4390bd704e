import type { RegistrableDomain } from '../jar/cookie.ts'
import { isSameOrigin, OPAQUE_ORIGIN, type Origin } from './origin.ts'

/** A site with its scheme, `https://shop.test`; the host itself where there is no registrable domain; `null` for an opaque origin. */
export type Site = string

/** The scheme and registrable domain of an origin. Source: HTML, "obtain a site"; RFC 6265bis §5.2. */
export function siteOf(origin: Origin, registrableDomain: RegistrableDomain): Site {
  if (origin === OPAQUE_ORIGIN) return OPAQUE_ORIGIN
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${registrableDomain(hostname) ?? hostname}`
}

/** Schemefully the same site; an opaque origin is same-site with nothing. Source: HTML, "same site". */
export function isSameSite(left: Origin, right: Origin, registrableDomain: RegistrableDomain): boolean {
  if (left === OPAQUE_ORIGIN || right === OPAQUE_ORIGIN) return false
  return siteOf(left, registrableDomain) === siteOf(right, registrableDomain)
}

export type SiteRelation = 'same-origin' | 'same-site' | 'cross-site'

const RELATIONS: readonly SiteRelation[] = ['same-origin', 'same-site', 'cross-site']

/** How a target stands to who asks for it. */
export function relationOf(initiator: Origin, target: Origin, registrableDomain: RegistrableDomain): SiteRelation {
  if (isSameOrigin(initiator, target)) return 'same-origin'
  return isSameSite(initiator, target, registrableDomain) ? 'same-site' : 'cross-site'
}

/** The farthest relation along a chain of redirects: one foreign hop makes all the rest foreign. Source: Fetch Metadata §2.3. */
export function relationOfChain(initiator: Origin, targets: readonly Origin[], registrableDomain: RegistrableDomain): SiteRelation {
  const farthest = Math.max(0, ...targets.map((target) => RELATIONS.indexOf(relationOf(initiator, target, registrableDomain))))
  return RELATIONS[farthest] ?? 'cross-site'
}
