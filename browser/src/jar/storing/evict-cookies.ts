import type { Cookie } from '../cookie.ts'
import { allCookies, cookiesAt, type Jar, type Place, withCookiesAt, withoutCookies } from '../jar.ts'

/** Chromium's limits (`CookieMonster`): of cookies per site, in the whole jar, and of a site in one partition. */
export const LIMITS = {
  perSite: 180,
  perSiteAfterPurge: 150,
  perJar: 3300,
  perJarAfterPurge: 3000,
  /** A cookie used this recently is not taken for the sake of the whole jar. */
  safeFromJarPurgeMs: 30 * 86_400_000,
  perPartition: 180,
  nameValueBytesPerPartition: 10_240,
} as const

/**
 * Makes room where there are too many cookies: at the place, then in the whole jar. The least recently used go first, of a site and of
 * the jar those without Secure before the others. Source: RFC 6265bis §5.7, with the limits and the order of Chromium.
 */
export function evictCookies(jar: Jar, place: Place, now: number): { jar: Jar; evicted: Cookie[] } {
  const cookies = cookiesAt(jar, place)
  const surplus = place.partitionKey === null ? surplusOfSite(cookies) : surplusOfPartition(cookies)
  const rest =
    surplus.size === 0
      ? jar
      : withCookiesAt(
          jar,
          place,
          cookies.filter((cookie) => !surplus.has(cookie)),
        )
  const purged = purgeJar(rest, now)
  return { jar: purged.jar, evicted: [...surplus, ...purged.evicted] }
}

function surplusOfSite(cookies: readonly Cookie[]): Set<Cookie> {
  if (cookies.length <= LIMITS.perSite) return new Set()
  const byUse = leastRecentlyUsedFirst(cookies)
  return new Set(
    [...byUse.filter(({ secure }) => !secure), ...byUse.filter(({ secure }) => secure)].slice(0, cookies.length - LIMITS.perSiteAfterPurge),
  )
}

function surplusOfPartition(cookies: readonly Cookie[]): Set<Cookie> {
  const bytesOf = ({ name, value }: Cookie) => name.length + value.length
  let bytes = cookies.reduce((sum, cookie) => sum + bytesOf(cookie), 0)
  const surplus = new Set<Cookie>()
  if (cookies.length <= LIMITS.perPartition && bytes <= LIMITS.nameValueBytesPerPartition) return surplus
  for (const cookie of leastRecentlyUsedFirst(cookies)) {
    if (cookies.length - surplus.size <= LIMITS.perPartition && bytes <= LIMITS.nameValueBytesPerPartition) break
    surplus.add(cookie)
    bytes -= bytesOf(cookie)
  }
  return surplus
}

function purgeJar(jar: Jar, now: number): { jar: Jar; evicted: Cookie[] } {
  const safeSince = now - LIMITS.safeFromJarPurgeMs
  if (jar.unpartitioned <= LIMITS.perJar || jar.oldestAccessAt === null || jar.oldestAccessAt >= safeSince) return { jar, evicted: [] }
  const unpartitioned = allCookies(jar).filter(({ partitionKey }) => partitionKey === null)
  const isExpired = ({ expiresAt }: Cookie) => expiresAt !== null && expiresAt <= now
  const living = unpartitioned.filter((cookie) => !isExpired(cookie))
  const goal = living.length > LIMITS.perJar ? living.length - LIMITS.perJarAfterPurge : 0
  const old = leastRecentlyUsedFirst(living.filter(({ lastAccessAt }) => lastAccessAt < safeSince))
  const going = [...old.filter(({ secure }) => !secure), ...old.filter(({ secure }) => secure)].slice(0, goal)
  const surplus = new Set([...unpartitioned.filter(isExpired), ...going])
  const { jar: rest } = withoutCookies(jar, (cookie) => surplus.has(cookie))
  const left = unpartitioned.filter((cookie) => !surplus.has(cookie))
  return { jar: { ...rest, oldestAccessAt: left.reduce((least, { lastAccessAt }) => Math.min(least, lastAccessAt), now) }, evicted: [...surplus] }
}

function leastRecentlyUsedFirst(cookies: readonly Cookie[]): Cookie[] {
  return cookies.toSorted((a, b) => a.lastAccessAt - b.lastAccessAt || a.useOrder - b.useOrder || a.createdAt - b.createdAt || a.order - b.order)
}
