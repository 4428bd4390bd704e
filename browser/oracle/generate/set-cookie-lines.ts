import type { Random } from '../random.ts'
import { pickDate } from './dates.ts'
import { pickDateSoup, pickSoup } from './soup.ts'

/** What a line is to try; each is a kind of scenario of its own, and they mix in others. */
export type LineAim =
  | 'plain'
  | 'dates'
  | 'domains'
  | 'paths'
  | 'secure'
  | 'prefixes'
  | 'same-site'
  | 'partitioned'
  | 'bytes'
  | 'sizes'
  | 'attributes'
  | 'soup'

const NAMES = ['sid', 'theme', 'a', 'b'] as const

/** One Set-Cookie line as a byte string, without CR, LF and NUL. `hosts` are those that a Domain may name. */
export function pickLine(random: Random, aim: LineAim, hosts: readonly string[]): string {
  if (aim === 'soup') return pickSoup(random, random.pick(hosts))
  const parts = [random.chance(0.96) || aim === 'plain' ? pickPair(random, aim) : pickOddPair(random)]
  const add = (probability: number, make: () => string) => {
    if (random.chance(probability)) parts.push(make())
  }
  const aims = (wanted: LineAim, much: number, little: number) => (aim === wanted ? much : little)
  add(aims('domains', 0.9, 0.12), () => `Domain=${pickDomain(random, hosts)}`)
  add(aims('paths', 0.9, 0.2), () => `Path=${pickCookiePath(random)}`)
  add(aims('dates', 0.9, 0.06), () => `Expires=${random.chance(0.3) ? pickDateSoup(random) : pickDate(random)}`)
  add(aims('dates', 0.15, 0.06), () => `Max-Age=${pickMaxAge(random)}`)
  add(['secure', 'prefixes', 'partitioned', 'same-site'].includes(aim) ? 0.7 : 0.25, () => pickFlag(random, 'Secure'))
  add(aims('prefixes', 0.5, 0.12), () => pickFlag(random, 'HttpOnly'))
  add(aims('same-site', 0.85, aim === 'partitioned' ? 0.7 : 0.25), () => pickSameSite(random, aim === 'partitioned'))
  add(aims('partitioned', 0.75, 0.04), () => pickFlag(random, 'Partitioned'))
  add(aims('prefixes', 0.6, 0), () => 'Path=/')
  if (aim === 'attributes') for (let count = random.int(1, 3); count > 0; count--) parts.push(pickOddAttribute(random, hosts))
  add(aims('sizes', 0.3, 0), () => `${random.pick(['Path=/', 'Domain=', 'Comment=', 'SameSite=', ''])}${'x'.repeat(random.int(1019, 1027))}`)
  if (random.chance(0.3)) shuffleTail(random, parts)
  const line = parts.join(
    random.weighted([
      [14, '; '],
      [1, ';'],
      [1, ' ;  '],
      [1, ';\t'],
    ]),
  )
  return aim === 'bytes' ? withOddBytes(random, line) : line
}

/** One of very many cookies that differ in name, so that there are soon too many of them; some are long, some partitioned. */
export function pickLineOfCrowd(random: Random, { scheme, host }: { scheme: string; host: string }): string {
  const pair = `n${random.int(0, 2000)}=${'v'.repeat(
    random.weighted([
      [8, 1],
      [2, 60],
      [1, random.int(100, 200)],
    ]),
  )}`
  const partitioned = scheme === 'https' && random.chance(0.35) ? '; Secure; SameSite=None; Partitioned' : ''
  const secure = scheme === 'https' && random.chance(0.35) ? '; Secure' : ''
  const shared = random.chance(0.1) ? `; Domain=${host}` : ''
  const lifetime = random.weighted([
    [8, ''],
    [2, '; Max-Age=600'],
    [0.5, '; Max-Age=0'],
  ])
  return `${pair}; Path=${random.chance(0.8) ? '/' : '/docs'}${partitioned || secure}${shared}${lifetime}`
}

function pickPair(random: Random, aim: LineAim): string {
  const name =
    aim === 'prefixes' && random.chance(0.85)
      ? `${random.pick(['__Host-', '__Secure-', '__Http-', '__Host-Http-', '__host-', '__SECURE-', '__HtTp-', '__Hosts-', '_Host-', '__Host', '__Http', '__host-http-', '__Secure-Http-'])}${random.pick(['a', 'b', ''])}`
      : random.pick(NAMES)
  if (aim === 'sizes') return `${name}=${'v'.repeat(random.pick([10, 1000, 4000, 4089, 4090, 4091, 4092, 4093, 4094, 4095, 4096, 4097, 5000]))}`
  if (aim === 'prefixes' && random.chance(0.12))
    return random.pick([`=${name}=1`, `=${name}`, ` ${name}=1`, `=__Host-a`, `__Secure-`, `= __Secure-x`])
  return `${name}=${random.int(0, 99)}`
}

function pickOddPair(random: Random): string {
  const name = random.pick(NAMES)
  return random.pick([
    name,
    `=${name}`,
    '=',
    '',
    ' ',
    `${name}=`,
    ` ${name} = 1 `,
    `${name}="q;q"`,
    `${name}="1 2"`,
    `${name}=1=2`,
    `==${name}`,
    `\t${name}\t=\t1\t`,
    `${name}=a,b`,
    `${name},b=1`,
    '__proto__=1',
    'constructor=2',
    `${name}=%3B`,
    `${name}= `,
    `"${name}"=1`,
    `${name}:1`,
    `a b=c d`,
    `${name}=\x22`,
  ])
}

function pickDomain(random: Random, hosts: readonly string[]): string {
  const host = random.pick(hosts)
  const labels = host.split('.')
  const parent = labels.slice(1).join('.')
  return random.weighted([
    [8, host],
    [4, `.${host}`],
    [5, parent],
    [2, `.${parent}`],
    [2, labels.slice(-2).join('.')],
    [1, labels.at(-1) ?? ''],
    [1, host.toUpperCase()],
    [1, `${host}.`],
    [1, `..${host}`],
    [
      1,
      random.pick([
        '',
        '.',
        'test',
        'co.uk',
        'github.io',
        '192.0.2.7',
        '2.7',
        `${host}:80`,
        `${host}/`,
        ` ${host} `,
        `x${host}`,
        `"${host}"`,
        'localhost',
        'shop%2Etest',
        'shop.test\xe9',
        'b\xc3\xbccher.test',
        'XN--BCHER-KVA.test',
        `${host}.evil.test`,
        `*.${host}`,
        'a..test',
        'shop_.test',
      ]),
    ],
  ])
}

function pickCookiePath(random: Random): string {
  return random.weighted([
    [6, '/'],
    [5, '/docs'],
    [4, '/docs/'],
    [3, '/docs/web'],
    [2, '/docs/web/'],
    [
      3,
      random.pick([
        '',
        'docs',
        './docs',
        '//',
        '//docs',
        '/Docs',
        '/docs%2fweb',
        '/docs?x',
        '"/docs"',
        '/a b',
        '/a%20b',
        ' /docs ',
        '/docs\t',
        '/%C3%A9',
        '/\xc3\xa9',
        '/docs/..',
        '/docsx/r',
        "/a'b",
        '/a',
        '/docs//web',
      ]),
    ],
  ])
}

export function pickMaxAge(random: Random): string {
  return random.weighted([
    [6, String(random.int(60, 100_000))],
    [3, random.pick(['0', '-1', '-0', '00'])],
    [2, random.pick(['34560000', '34560001', '99999999999', '9'.repeat(30), `-${'9'.repeat(30)}`])],
    [2, random.pick(['', '+60', '1e3', '60.5', 'x', '60 ', ' 60', '0060', '60x', '"60"', '0x10', '- 1', '--1', '-', '60\t'])],
  ])
}

function pickFlag(random: Random, name: string): string {
  return random.weighted([
    [14, name],
    [1, name.toLowerCase()],
    [1, name.toUpperCase()],
    [1, `${name}=`],
    [1, `${name}=false`],
    [1, random.pick([`${name} `, `\t${name}`, `${name}x`, `"${name}"`, `${name} =1`])],
  ])
}

function pickSameSite(random: Random, preferNone: boolean): string {
  const value = random.weighted([
    [preferNone ? 16 : 6, 'None'],
    [5, 'Lax'],
    [5, 'Strict'],
    [2, random.pick(['', 'none', 'NONE', 'lax', 'STRICT', 'no', 'default', 'Lax ', '"Lax"', 'Strict,Lax', 'Extended', 'unspecified', 'Laxx'])],
  ])
  return `${random.chance(0.93) ? 'SameSite' : random.pick(['samesite', 'SAMESITE', 'SameSite ', 'Same-Site'])}=${value}`
}

function pickOddAttribute(random: Random, hosts: readonly string[]): string {
  return random.weighted([
    [2, `Domain=${pickDomain(random, hosts)}`],
    [2, `Path=${pickCookiePath(random)}`],
    [2, `Max-Age=${pickMaxAge(random)}`],
    [2, `Expires=${pickDate(random)}`],
    [2, pickSameSite(random, false)],
    [
      1,
      random.pick([
        'Domain',
        'Path',
        'Expires',
        'Max-Age',
        'SameSite',
        '',
        '=',
        '=x',
        'Priority=High',
        'Priority=low',
        'Version=1',
        'Foo',
        'Foo=bar',
        'Secure; Secure',
        'httponly',
        'Max-Age=-1; Max-Age=60',
        'Max-Age=60; Max-Age=0',
        'Path=/; Path=/docs',
        'Domain=; Domain=shop.test',
        'Path =/docs',
        ' Path= /docs',
      ]),
    ],
  ])
}

const ODD_BYTES = [
  '\x01',
  '\x08',
  '\t',
  '\x0b',
  '\x0c',
  '\x1f',
  '\x7f',
  '\x80',
  '\xa0',
  '\xad',
  '\xc3\xa9',
  '\xe2\x82\xac',
  '\xf0\x9f\x8d\xaa',
  '\xe9',
  '\xff',
  '\xc3',
  '"',
  ',',
  ' ',
  '=',
  ';',
  '\\',
  '%00',
  '\xef\xbb\xbf',
  '\xc2\x85',
] as const

function withOddBytes(random: Random, line: string): string {
  let result = line
  for (let count = random.int(1, 3); count > 0; count--) {
    const at = random.chance(0.5) ? random.int(0, Math.min(8, result.length)) : random.int(0, result.length)
    result = result.slice(0, at) + random.pick(ODD_BYTES) + result.slice(at)
  }
  return result
}

function shuffleTail(random: Random, parts: string[]): void {
  for (let index = parts.length - 1; index > 1; index--) {
    const other = random.int(1, index)
    const kept = parts[index] as string
    parts[index] = parts[other] as string
    parts[other] = kept
  }
}
