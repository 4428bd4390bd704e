import { BlockList, isIP } from 'node:net'

/** Ranges of peers whose forwarding headers are believed. */
export type TrustedRanges = { includes: (address: string) => boolean }

/** Ranges from addresses and CIDR notations that the settings have already checked. */
export function trustedRanges(ranges: readonly string[]): TrustedRanges {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return { includes: (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') }
}

/** The address in its plain form: IPv4 mapped into IPv6 becomes IPv4, a zone or a port is dropped; null when it is no address. */
export function plainAddress(text: string | undefined): string | null {
  const bare = text
    ?.trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/%.*$/, '')
  if (!bare || isIP(bare) === 0) return null
  if (isIP(bare) === 4) return bare
  const groups = expandIpv6(bare)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6)
    return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  }
  return bare.toLowerCase()
}

/**
 * Who really asks: the peer itself, or, walking X-Forwarded-For from the right over trusted peers, the first address that is
 * not a trusted proxy. What stands left of that was written by a stranger and is never read. Unreadable entries end the walk.
 */
export function clientOf(peer: string | undefined, forwardedFor: string | undefined, trusted: TrustedRanges): string | null {
  let client = plainAddress(peer)
  if (client === null) return null
  const hops = (forwardedFor ?? '').split(',').reverse()
  for (const hop of hops) {
    if (!trusted.includes(client)) return client
    const next = plainAddress(hop)
    if (next === null) return client
    client = next
  }
  return client
}

/** The key under which an address is counted: IPv4 whole, IPv6 by its /64 (one household or host has a whole /64 to choose from). */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address
  const groups = expandIpv6(address).slice(0, 4)
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`
}

function expandIpv6(address: string): number[] {
  const [head = '', tail] = withHexTail(address).split('::')
  const groups = (part: string) =>
    part
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16))
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  return tail === undefined ? left : [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right]
}

/** `::ffff:192.0.2.1` with its last two groups in hexadecimal. */
function withHexTail(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number)
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
}
