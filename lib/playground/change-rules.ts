import { createRenamer } from '#lib/lessons/recording-names.ts'
import { arrowTokens, type TokenLook } from './arrow-token-rules.ts'
import { type ExchangeView, redirectTarget } from './exchange-rules.ts'
import type { TimelineRow } from './timeline-row.ts'

/**
 * What differs between two runs, row by row, in words: status, where it leads, cookies, body. Values that differ from run to run by themselves (ids,
 * signatures, dates) count as equal when they first appear at the same place. Rows that only one of the runs has are left out when `before` lacks them
 * for being a step that was added since.
 */
export function changedRows(before: readonly TimelineRow[], now: readonly TimelineRow[]): Map<string, string[]> {
  const old = new Map(factsOf(before).map((facts) => [facts.key, facts]))
  return new Map(
    factsOf(now).flatMap((facts): [string, string[]][] => {
      const last = old.get(facts.key)
      const words = last ? differences(last, facts) : []
      return words.length > 0 ? [[facts.key, words]] : []
    }),
  )
}

type Facts = {
  key: string
  answer: string
  target: string | null
  cookies: ReadonlyMap<string, TokenLook>
  values: ReadonlyMap<string, string>
  body: string
  headers: string
}

function differences(before: Facts, now: Facts): string[] {
  const words: string[] = []
  if (before.answer !== now.answer) words.push(`${now.answer} was ${before.answer}`)
  if (before.target !== now.target) words.push(now.target === null ? `it led to ${before.target}` : `it leads to ${now.target}`)
  for (const name of new Set([...before.cookies.keys(), ...now.cookies.keys()])) {
    const [then, since] = [before.cookies.get(name), now.cookies.get(name)]
    if (then !== since) words.push(cookieWords(name, then, since))
    else if (before.values.get(name) !== now.values.get(name)) words.push(`${plainName(name)} has another value or other attributes`)
  }
  if (before.body !== now.body) words.push('the body is another')
  if (words.length === 0 && before.headers !== now.headers) words.push('other headers')
  return words
}

const LOOK_WORDS: Record<TokenLook, string> = {
  sent: 'carried',
  shown: 'shown to scripts',
  withheld: 'kept back',
  hidden: 'hidden from scripts',
  set: 'set',
  cleared: 'cleared',
  refused: 'refused',
}

function cookieWords(name: string, then: TokenLook | undefined, since: TokenLook | undefined): string {
  if (since === undefined) return `${plainName(name)} is no longer ${then ? LOOK_WORDS[then] : 'there'}`
  return `${plainName(name)} is ${LOOK_WORDS[since]}${then ? `, was ${LOOK_WORDS[then]}` : ''}`
}

const plainName = (name: string) => name.slice(2) || 'a cookie without name'

/** What is compared, with names in the place of values that vary; of one run, since names go by first appearance. */
function factsOf(rows: readonly TimelineRow[]): Facts[] {
  const names = createRenamer()
  return rows.flatMap((row) => {
    const tokens =
      row.kind === 'exchange'
        ? row.exchange && arrowTokens(row.exchange)
        : row.kind === 'inside' && row.isDone
          ? { request: [], response: row.tokens }
          : null
    if (!tokens) return []
    const sides = [...tokens.request.map((token) => ['> ', token] as const), ...tokens.response.map((token) => ['< ', token] as const)]
    const cookies = new Map(sides.map(([side, token]) => [side + token.name, token.look]))
    const values = new Map(sides.map(([side, token]) => [side + token.name, named(names.rename(token.value, token.name))]))
    const exchange = row.kind === 'exchange' ? row.exchange : null
    const attributes = exchange ? setCookieLines(exchange).map(([name, line]) => [`< ${name}`, (values.get(`< ${name}`) ?? '') + line] as const) : []
    const body = named(names.rename(exchange?.response?.body ?? ''))
    return [
      {
        key: row.key,
        answer: exchange ? String(exchange.response?.status ?? exchange.failure ?? 'no answer') : '',
        target: exchange && redirectTarget(exchange),
        cookies,
        values: new Map([...values, ...attributes]),
        body,
        headers: exchange ? headerNames(exchange) : '',
      },
    ]
  })
}

/** A recording has names already (`session#1`), and counts them together with those that only the other run has. */
function named(text: string): string {
  return text.replace(/(?:session|token|signature|jwt|date|etag|duration)#\d+/g, '#')
}

function setCookieLines({ response }: ExchangeView): [name: string, attributes: string][] {
  const lines = (response?.head ?? '').split('\n').filter((line) => /^set-cookie:/i.test(line))
  return lines.map((line) => {
    const [pair = '', ...rest] = line.slice('set-cookie:'.length).split(';')
    const attributes = rest.map((part) => part.trim()).filter((part) => !/^expires=/i.test(part))
    return [(pair.split('=')[0] ?? '').trim(), `;${attributes.join(';')}`]
  })
}

/** Of what the server says besides its cookies; lengths and dates follow from the rest. */
function headerNames({ response }: ExchangeView): string {
  const lines = (response?.head ?? '').split('\n').slice(1)
  const own = lines.filter((line) => !/^(date|content-length|etag|set-cookie|keep-alive|connection|location):/i.test(line))
  return own
    .map((line) => line.toLowerCase())
    .sort()
    .join('\n')
}
