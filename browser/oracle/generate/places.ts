import type { Random } from '../random.ts'

/** Where something is: an origin of the scenario. Ports are those that the oracle serves; null is the scheme's own. */
export type Place = { scheme: 'http' | 'https'; host: string; port: 8080 | 8443 | null }

export const originOfPlace = ({ scheme, host, port }: Place): string => `${scheme}://${host}${port === null ? '' : `:${port}`}`

/** Resolver patterns for all hosts below. */
export const HOST_PATTERNS = [
  '*.test',
  'intranet',
  'localhost',
  '*.localhost',
  '*.github.io',
  'github.io',
  '*.co.uk',
  'co.uk',
  '192.0.2.*',
  '*.test.',
  '[2001:db8::7]',
] as const

/** Hosts that belong together; the first is where scenarios begin more often than elsewhere. */
const FAMILIES: ReadonlyArray<readonly [number, readonly string[]]> = [
  [10, ['shop.test', 'www.shop.test', 'api.shop.test', 'eu.api.shop.test']],
  [1, ['evil.test', 'ads.evil.test']],
  [2, ['alice.github.io', 'bob.github.io', 'www.alice.github.io', 'github.io']],
  [2, ['shop.co.uk', 'www.shop.co.uk', 'other.co.uk', 'co.uk']],
  [1, ['xn--bcher-kva.test', 'a_b.xn--bcher-kva.test', 'notshop.test', 'x-shop.test']],
  [1, ['192.0.2.7', '192.0.2.77', '7.shop.test']],
  [1, ['localhost', 'app.localhost', 'intranet']],
  [0.7, ['shop.test.', 'shop.test', 'www.shop.test.']],
  [0.5, ['[2001:db8::7]', 'shop.test']],
]

/** The hosts of one scenario: some of one family, and a stranger or two. */
export function pickHosts(random: Random): string[] {
  const family = random.weighted(FAMILIES)
  const own = family.filter((_, index) => index === 0 || random.chance(0.6))
  const strangers = random.weighted([
    [6, ['evil.test']],
    [3, ['evil.test', 'ads.evil.test']],
    [2, [random.pick(random.pick(FAMILIES)[1])]],
  ])
  return [...new Set<string>([...own, ...strangers])]
}

/** `secureShare`: how often the scheme is https. */
export function pickPlace(random: Random, hosts: readonly string[], secureShare: number): Place {
  const scheme = random.chance(secureShare) ? 'https' : 'http'
  const port = random.chance(0.85) ? null : scheme === 'https' ? 8443 : 8080
  return { scheme, host: random.chance(0.5) ? (hosts[0] ?? random.pick(hosts)) : random.pick(hosts), port }
}

const FOLDERS: ReadonlyArray<readonly [number, string]> = [
  [8, '/'],
  [6, '/docs/'],
  [4, '/docs/web/'],
  [2, '/docs/web/deep/'],
  [2, '/docsx/'],
  [1, '/Docs/'],
  [1, '//docs/'],
  [1, '/docs//web/'],
  [1, '/a%20b/'],
  [1, '/a%2fb/'],
  [1, '/a;b/'],
  [1, "/a'b/"],
  [1, '/%C3%A9/'],
]

/** A path that names the resource by its key, sometimes in the query. */
export function pickPath(random: Random, key: string): string {
  const folder = random.weighted(FOLDERS)
  return random.weighted([
    [12, `${folder}r${key}`],
    [2, `${folder}r${key}/`],
    [2, `${folder}?r${key}`],
    [1, `${folder}r${key}/x?y=/z/`],
    [1, `${folder}r${key}?q=a b"c`],
    [1, `${folder}r${key}#part`],
  ])
}
