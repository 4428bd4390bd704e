import type { Random } from '../random.ts'
import type { Header, ScriptedResponse } from '../scenario.ts'
import type { Asker, Draft } from './draft.ts'
import { pickLine } from './set-cookie-lines.ts'

/** What a response says about other origins: mostly what would do, often something a little off. */
export function corsHeaders(random: Random, { origin, method, headers, isCredentialed }: Asker): Header[] {
  const result: Header[] = []
  const allowOrigin = random.weighted([
    [isCredentialed ? 10 : 5, origin],
    [isCredentialed ? 2 : 6, '*'],
    [1.5, null],
    [
      1,
      random.pick([
        'null',
        'https://other.test',
        origin.toUpperCase(),
        `${origin}/`,
        `${origin}, ${origin}`,
        ` ${origin} `,
        `${origin} https://other.test`,
        '',
        '*, *',
        'http://shop.test',
      ]),
    ],
  ])
  if (allowOrigin !== null) result.push(['Access-Control-Allow-Origin', allowOrigin])
  if (allowOrigin !== null && random.chance(0.03)) result.push(['Access-Control-Allow-Origin', origin])
  const credentials = random.weighted([
    [isCredentialed ? 10 : 2, 'true'],
    [2, null],
    [0.5, random.pick(['True', 'TRUE', 'false', ' true ', 'true, true', '*', ''])],
  ])
  if (credentials !== null) result.push(['Access-Control-Allow-Credentials', credentials])
  if (random.chance(0.4)) {
    const own = headers.map(([name]) => name).join(', ')
    result.push([
      'Access-Control-Expose-Headers',
      random.pick(['*', 'X-Shown', 'x-shown, Referrer-Policy', 'Location', `X-Shown,,${own}`, 'bad header']),
    ])
  }
  result.push(['X-Shown', method])
  if (random.chance(0.3)) result.push(['X-Hidden', 'yes'])
  return result
}

/** What OPTIONS is answered with; null: as any other method. */
export function pickPreflight(draft: Draft, asker: Asker): ScriptedResponse | null {
  const { random, kind } = draft
  if (random.chance(0.08)) return null
  const names = asker.headers.map(([name]) => name)
  const headers = corsHeaders(random, asker).filter(([name]) => !name.startsWith('X-'))
  const allowMethods = random.weighted([
    [10, `GET, ${asker.method}`],
    [3, '*'],
    [2, null],
    [1, random.pick([asker.method.toLowerCase(), `GET,,${asker.method}`, '', 'GET', 'P UT', `${asker.method};`, 'put'])],
  ])
  if (allowMethods !== null) headers.push(['Access-Control-Allow-Methods', allowMethods])
  const allowHeaders = random.weighted([
    [10, names.join(', ') || 'X-Any'],
    [3, '*'],
    [2, null],
    [
      1,
      random.pick([
        names.join(',').toUpperCase(),
        names.slice(1).join(','),
        `${names[0] ?? 'a'},,`,
        'content-type',
        '*, Authorization',
        'bad header',
        '',
      ]),
    ],
  ])
  if (allowHeaders !== null) headers.push(['Access-Control-Allow-Headers', allowHeaders])
  if (random.chance(0.4)) headers.push(['Access-Control-Max-Age', random.pick(['60', '0', '-1', '7200', '86400', 'x', '', '1', '60x', '+60'])])
  if (random.chance(0.2)) headers.push(['Set-Cookie', pickLine(random, 'same-site', draft.hosts)])
  const status = random.weighted([
    [12, 204],
    [8, 200],
    [1, random.pick([201, 299, 302, 404, 500, 304, 301])],
  ])
  if (status >= 300 && status < 304 && kind.redirectChance > 0) headers.push(['Location', '/elsewhere'])
  return { status, headers, body: '' }
}
