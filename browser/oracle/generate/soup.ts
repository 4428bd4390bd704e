import type { Random } from '../random.ts'

const PIECES: ReadonlyArray<readonly [number, readonly string[]]> = [
  [10, ['=', ';', '; ', ' ', '=', ';']],
  [6, ['Path', 'Domain', 'Secure', 'HttpOnly', 'SameSite', 'Max-Age', 'Expires', 'Partitioned', 'path', 'DOMAIN', 'max-age']],
  [5, ['/', '/docs', 'None', 'Lax', 'Strict', '0', '60', '-1', '1', 'Wed, 21 Oct 2037 07:28:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT']],
  [4, ['a', 'b', 'sid', '__Host-', '__Secure-', '__Http-', '__Host-Http-', '__host-a']],
  [
    2,
    [
      '"',
      ',',
      '\t',
      '.',
      '-',
      '_',
      '$',
      '%',
      '+',
      '?',
      '#',
      '\\',
      '(',
      ')',
      '<',
      '>',
      '@',
      ':',
      '[',
      ']',
      '{',
      '}',
      '~',
      '`',
      '|',
      '^',
      '*',
      '!',
      '&',
      "'",
    ],
  ],
  [1, ['\x01', '\x0b', '\x1f', '\x7f', '\xc3\xa9', '\xf0\x9f\x8d\xaa', '\xa0', '\x85', '\x80']],
]

/** A line put together from the pieces of many, in no order: what a parser does that has only its rules to hold on to. */
export function pickSoup(random: Random, host: string): string {
  const named = random.chance(0.6) ? `n${random.int(0, 99)}=${random.pick(['', '1', '"', ' '])}` : ''
  let line = named
  for (let count = random.int(1, 14); count > 0; count--) {
    line += random.chance(0.05) ? host : random.pick(random.weighted(PIECES))
    if (random.chance(0.45)) line += random.pick(['=', ';', '; '])
  }
  return line
}

const DATE_PIECES = [
  '0',
  '1',
  '12',
  '31',
  '32',
  '99',
  '69',
  '70',
  '1999',
  '2037',
  '20370',
  '007',
  ':',
  '07:28:00',
  '7:8:9',
  '23:59:59',
  '24:00:00',
  '1:2',
  'Jan',
  'feb',
  'MAY',
  'Sept',
  'octopus',
  'GMT',
  'PM',
  ' ',
  ' ',
  ',',
  '-',
  '/',
  '.',
  '\t',
  '+',
  '"',
  '(',
  ')',
  'x',
  '\xe9',
  '_',
  '=',
  '\x7f',
  'Wed',
  'Jan1',
  '1Jan',
  '2037x',
  'x2037',
  '12:00:00x',
  'x12:00:00',
  '!',
  '~',
] as const

/** A date put together in the same way, mostly around what a date needs. */
export function pickDateSoup(random: Random): string {
  const needed = random.chance(0.7)
    ? [random.pick(['12', '1', '31']), random.pick(['Jan', 'dec', 'August']), random.pick(['2037', '1999', '37', '99']), '07:28:00']
    : []
  const pieces = [...needed, ...Array.from({ length: random.int(0, 5) }, () => random.pick(DATE_PIECES))]
  const order = pieces.map((piece) => ({ piece, at: random.next() })).toSorted((a, b) => a.at - b.at)
  return order.map(({ piece }) => piece + (random.chance(0.8) ? random.pick([' ', ' ', ' ', '-', ',', '/', '\t']) : '')).join('')
}
