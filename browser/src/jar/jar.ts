import type { Cookie } from './cookie.ts'

/** The cookies of one site: a registrable domain, or a host that has none. In no order that means anything. */
export type SiteCookies = { site: string; cookies: readonly Cookie[] }

/**
 * All cookies of one browser, as plain data. Sites lie in shards by a hash of their name, so that taking one cookie in or out
 * copies a small part of the jar and not all of it. Arrays, not an object: a host may be called `__proto__`.
 */
export type Jar = { readonly shards: readonly (readonly SiteCookies[])[]; readonly size: number; readonly nextOrder: number }

const SHARDS = 64

export const EMPTY_JAR: Jar = { shards: Array.from({ length: SHARDS }, () => []), size: 0, nextOrder: 0 }

/** The cookies of one site, none when the site is not known. */
export function cookiesOfSite(jar: Jar, site: string): readonly Cookie[] {
  return jar.shards[shardOf(site)]?.find((entry) => entry.site === site)?.cookies ?? []
}

/** Every cookie of the jar, site by site. */
export function allCookies(jar: Jar): Cookie[] {
  return jar.shards.flatMap((shard) => shard.flatMap((entry) => entry.cookies))
}

/** The jar with these as the only cookies of the site. */
export function withCookiesOfSite(jar: Jar, site: string, cookies: readonly Cookie[]): Jar {
  const at = shardOf(site)
  const before = cookiesOfSite(jar, site).length
  const others = (jar.shards[at] ?? []).filter((entry) => entry.site !== site)
  const shards = jar.shards.slice()
  shards[at] = cookies.length > 0 ? [...others, { site, cookies }] : others
  return { ...jar, shards, size: jar.size - before + cookies.length }
}

/** The jar without the cookies that `drops` names, and those cookies. */
export function withoutCookies(jar: Jar, drops: (cookie: Cookie) => boolean): { jar: Jar; dropped: Cookie[] } {
  const dropped: Cookie[] = []
  const keep = (cookie: Cookie) => {
    if (!drops(cookie)) return true
    dropped.push(cookie)
    return false
  }
  const shards = jar.shards.map((shard) =>
    shard.map(({ site, cookies }) => ({ site, cookies: cookies.filter(keep) })).filter(({ cookies }) => cookies.length > 0),
  )
  return dropped.length === 0 ? { jar, dropped } : { jar: { ...jar, shards, size: jar.size - dropped.length }, dropped }
}

/** FNV-1a, for no other reason than that it spreads short names well. */
function shardOf(site: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < site.length; at++) hash = Math.imul(hash ^ site.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % SHARDS
}
