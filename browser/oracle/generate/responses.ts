import type { Random } from '../random.ts'
import type { Header } from '../scenario.ts'
import { corsHeaders, pickPreflight } from './cross-origin-headers.ts'
import type { Asker, Draft } from './draft.ts'
import { originOfPlace, type Place, pickPath, pickPlace } from './places.ts'
import { pickLine, pickLineOfCrowd } from './set-cookie-lines.ts'

export type Use = 'page' | 'frame' | 'image' | 'script' | 'fetch'

const REFERRER_POLICIES = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
  '',
  'bogus',
  'origin, bogus',
  'bogus, no-referrer',
  'no-referrer, unsafe-url',
  'ORIGIN',
  'always',
  'never',
] as const

/** Adds a resource, with what it redirects to, and answers with its URL and with the place where a request for it ends. */
export function addResource(draft: Draft, place: Place, use: Use, asker: Asker, hops = 0): { url: string; end: Place | null } {
  const { random, kind } = draft
  const key = String(draft.nextKey)
  draft.nextKey += 1
  const url = originOfPlace(place) + pickPath(random, key)
  const headers: Header[] = []
  const lineCount = random.chance(0.75) ? random.int(1, kind.linesMax) : 0
  for (let count = lineCount; count > 0; count--) headers.push([setCookieName(random), pickOwnLine(draft, place)])
  if (random.chance(kind.referrerPolicyChance)) headers.push(['Referrer-Policy', random.pick(REFERRER_POLICIES)])
  const isForeign = originOfPlace(place) !== asker.origin
  if (use === 'fetch' && (isForeign || random.chance(0.1))) headers.push(...corsHeaders(random, asker))
  if (use === 'frame' && random.chance(0.12)) headers.push(framingHeader(random, asker.origin))
  let end: Place | null = place
  let status = 200
  if (hops < 4 && random.chance(hops === 0 ? kind.redirectChance : kind.redirectChance * 0.6)) {
    status = random.weighted([
      [4, 302],
      [3, 301],
      [3, 303],
      [3, 307],
      [3, 308],
      [0.3, 300],
      [use === 'fetch' ? 0.3 : 0, 304],
    ])
    const target = redirectTarget(draft, place, use, asker, hops)
    end = target.end
    headers.push(['Location', target.location])
    if (random.chance(0.02)) headers.push(['Location', random.pick([target.location, url])])
  } else if (random.chance(0.004)) {
    status = random.pick([301, 302, 307])
    end = null
    headers.push(['Location', url])
  } else {
    status = random.weighted([
      [40, 200],
      [1, 404],
      [1, 500],
      [0.7, 204],
      [0.3, 201],
      [0.3, 401],
      [0.2, 205],
    ])
    if (status === 204 || status === 205) end = null
  }
  const { contentType, body } = random.chance(0.02) ? { contentType: 'application/octet-stream', body: 'x' } : bodyFor(use)
  headers.push(['Content-Type', contentType])
  if (random.chance(0.015))
    headers.push(['Content-Disposition', random.pick(['attachment', 'inline', 'attachment; filename=x', 'Attachment', 'bogus'])])
  const isEmpty = status === 205 || (status >= 400 && random.chance(0.3))
  draft.resources[key] = {
    response: { status, headers, body: isEmpty ? '' : body },
    preflight: use === 'fetch' && isForeign ? pickPreflight(draft, asker) : null,
  }
  return { url, end }
}

function redirectTarget(draft: Draft, place: Place, use: Use, asker: Asker, hops: number): { location: string; end: Place | null } {
  const { random, kind, hosts } = draft
  const next = random.chance(kind.strangerChance) ? pickPlace(random, hosts, kind.secureShare) : place
  const { url, end } = addResource(draft, next, use, asker, hops + 1)
  const isSame = originOfPlace(next) === originOfPlace(place)
  const path = url.slice(originOfPlace(next).length)
  const location = random.weighted([
    [10, url],
    [isSame ? 4 : 0, path.startsWith('//') ? url : path],
    [next.scheme === place.scheme ? 1 : 0, url.slice(next.scheme.length + 1)],
    [0.5, `${url}#there`],
    [0.2, url.replace('://', '://user:pass@')],
    [0.15, random.pick(['', 'http://', 'mailto:x@shop.test', 'http://[', 'ftp://shop.test/', 'https://shop.test:1/'])],
  ])
  const isUrl = location.includes('/r') || location.includes('?r')
  return { location, end: isUrl ? end : null }
}

const setCookieName = (random: Random) => (random.chance(0.9) ? 'Set-Cookie' : random.pick(['set-cookie', 'SET-COOKIE']))

/** The aims are the kind's; on http most cookies would be refused for Secure, so that is asked less there. */
export function pickOwnLine({ random, kind, hosts }: Draft, place: Place): string {
  if (kind.name === 'eviction') return pickLineOfCrowd(random, place)
  const aim = random.weighted(kind.aims)
  let line = pickLine(random, aim, random.chance(0.7) ? [place.host] : hosts)
  if (place.scheme === 'http' && aim !== 'secure' && random.chance(0.7)) line = line.replace(/; ?secure\b/i, '')
  if (kind.name === 'expiry' && random.chance(0.5)) line += `; Max-Age=${random.pick(['2', '2', '-1', '0', '600'])}`
  return line
}

function framingHeader(random: Random, pageOrigin: string): Header {
  return random.pick<Header>([
    ['X-Frame-Options', 'DENY'],
    ['X-Frame-Options', 'SAMEORIGIN'],
    ['X-Frame-Options', random.pick(['deny, sameorigin', 'ALLOW-FROM https://shop.test', 'bogus', 'SAMEORIGIN, SAMEORIGIN', 'allowall'])],
    ['Content-Security-Policy', `frame-ancestors ${random.pick(["'self'", "'none'", pageOrigin, 'https:', '*', '*.test', 'shop.test'])}`],
  ])
}

/** An icon of no bytes keeps the browser from asking for one. */
function bodyFor(use: Use): { contentType: string; body: string } {
  if (use === 'image') return { contentType: 'image/gif', body: 'GIF89a\x01\x00\x01\x00\x00\x00\x00;' }
  if (use === 'script') return { contentType: 'text/javascript', body: 'void 0' }
  if (use === 'fetch') return { contentType: 'text/plain', body: 'read me' }
  return { contentType: 'text/html', body: '<!doctype html><link rel="icon" href="data:,"><p>scripted' }
}
