import type { Cookie, PartitionKey, RegistrableDomain } from './cookie.ts'

/** The cookies of one site (a registrable domain, or a host that has none) in one partition. */
type Drawer = { label: string; cookies: readonly Cookie[] }

/**
 * All cookies of one browser, as plain data. The drawers lie in shards by a hash of their label, so that taking one cookie in or
 * out copies a small part of the jar and not all of it. Arrays, not objects: a host may be called `__proto__`.
 */
export type Jar = {
  readonly shards: readonly (readonly Drawer[])[]
  /** How many cookies without a partition there are; the limit for the whole jar counts these. */
  readonly unpartitioned: number
  readonly nextOrder: number
  /** No cookie without a partition was used before this; null: there is none. */
  readonly oldestAccessAt: number | null
}

/** Where a cookie lies: everything that one request can be sent, and everything that limits per site count, lies in two places. */
export type Place = { site: string; partitionKey: PartitionKey | null }

const SHARDS = 256

export const EMPTY_JAR: Jar = { shards: Array.from({ length: SHARDS }, () => []), unpartitioned: 0, nextOrder: 0, oldestAccessAt: null }

/** The place of a cookie of this domain, or of the cookies that this host can have. */
export function placeOf(host: string, partitionKey: PartitionKey | null, registrableDomain: RegistrableDomain): Place {
  return { site: registrableDomain(host) ?? host, partitionKey }
}

/** The cookies of a place, oldest first. */
export function cookiesAt(jar: Jar, place: Place): readonly Cookie[] {
  const label = labelOf(place)
  return jar.shards[shardOf(label)]?.find((drawer) => drawer.label === label)?.cookies ?? []
}

/** Every cookie of the jar, place by place. */
export function allCookies(jar: Jar): Cookie[] {
  return jar.shards.flatMap((shard) => shard.flatMap(({ cookies }) => cookies))
}

/** The jar with these as the only cookies of the place. */
export function withCookiesAt(jar: Jar, place: Place, cookies: readonly Cookie[]): Jar {
  const label = labelOf(place)
  const at = shardOf(label)
  const shard = jar.shards[at] ?? []
  const before = shard.find((drawer) => drawer.label === label)?.cookies.length ?? 0
  const others = shard.filter((drawer) => drawer.label !== label)
  const shards = jar.shards.slice()
  shards[at] = cookies.length > 0 ? [...others, { label, cookies }] : others
  if (place.partitionKey !== null) return { ...jar, shards }
  const oldest = cookies.reduce((least, { lastAccessAt }) => Math.min(least, lastAccessAt), jar.oldestAccessAt ?? Number.POSITIVE_INFINITY)
  return { ...jar, shards, unpartitioned: jar.unpartitioned + cookies.length - before, oldestAccessAt: Number.isFinite(oldest) ? oldest : null }
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
    shard.map(({ label, cookies }) => ({ label, cookies: cookies.filter(keep) })).filter(({ cookies }) => cookies.length > 0),
  )
  if (dropped.length === 0) return { jar, dropped }
  const unpartitioned = jar.unpartitioned - dropped.filter(({ partitionKey }) => partitionKey === null).length
  return { jar: { ...jar, shards, unpartitioned }, dropped }
}

/** A space separates the parts, for no host and no site has one. */
function labelOf({ site, partitionKey }: Place): string {
  return partitionKey === null ? site : `${site} ${partitionKey.hasCrossSiteAncestor ? 'below' : 'at'} ${partitionKey.site}`
}

/** FNV-1a, for no other reason than that it spreads short names well. */
function shardOf(label: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < label.length; at++) hash = Math.imul(hash ^ label.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % SHARDS
}
