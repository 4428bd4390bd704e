import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import type { Cookie } from '@crumbtrail/browser/jar/cookie'
import { fromByteString } from '#lib/tools/byte-text.ts'
import { type CookieToken, cookiesSent, cookiesSet } from './cookie-token-rules.ts'
import { cookiesOf, type ExchangeView } from './exchange-rules.ts'

/** What became of a cookie, as an arrow shows it. `shown` and `hidden`: to a script. */
export type TokenLook = 'sent' | 'withheld' | 'set' | 'cleared' | 'refused' | 'shown' | 'hidden'

/** Where a reason is looked up: the jar's codes for storing, retrieving and attributes, the engine's own. */
export type ReasonCode = { of: 'store' | 'retrieve' | 'attribute' | 'decision'; code: string }

/** A cookie on an arrow, with the reason when it is one that a browser kept back or refused. */
export type ArrowToken = Pick<CookieToken, 'name' | 'value'> & {
  look: TokenLook
  reason: ReasonCode | null
  /** What would have made it otherwise; null when nothing is known. */
  change: string | null
}

/**
 * The cookies on the two arrows of an exchange. A browser's are told by its decisions: what was sent, what it kept back of the same site, what it
 * stored and what it refused. A raw request's, and those whose decisions were left out, by the headers alone.
 */
export function arrowTokens(exchange: ExchangeView): { request: ArrowToken[]; response: ArrowToken[] } {
  const plain = cookiesOf(exchange)
  const retrieved = exchange.events.find((event) => event.type === 'cookie-retrieve')
  const stored = exchange.events.flatMap((event) => storeToken(event) ?? [])
  const host = URL.parse(exchange.url)?.hostname ?? ''
  return {
    request: retrieved && retrieved.decisions.length > 0 ? retrieveTokens(retrieved, host, 'withheld') : plain.sent.map(sentToken),
    response: stored.length > 0 ? stored : plain.set.map(setToken),
  }
}

/** What a script was shown of the cookies of its site, and what was hidden from it. */
export function scriptTokens(events: readonly EngineEvent[]): ArrowToken[] {
  return events.flatMap((event) => {
    if (event.type === 'cookie-store') return storeToken(event) ?? []
    if (event.type !== 'cookie-retrieve') return []
    const host = URL.parse(event.url)?.hostname ?? ''
    if (event.decisions.length > 0)
      return retrieveTokens(event, host, 'hidden').map((token) => (token.look === 'sent' ? { ...token, look: 'shown' } : token))
    return cookiesSent([['cookie', fromByteString(event.header ?? '')]]).map((cookie) => ({ ...sentToken(cookie), look: 'shown' as const }))
  })
}

/** Cookies that are gone: ended with the session, or expired. */
export function goneTokens(cookies: readonly Cookie[]): ArrowToken[] {
  return cookies.map((cookie) => ({ ...namesOf(cookie), look: 'cleared', reason: null, change: null }))
}

/** A cookie as it came into another jar. */
export function takenToken(cookie: Cookie): ArrowToken {
  return { ...namesOf(cookie), look: 'set', reason: null, change: null }
}

/** Whether a cookie of this domain is of the host's own site. Every host of a lab ends in `.test`, under which each name is a site. */
export function isOfSite(domain: string, host: string): boolean {
  return siteOf(domain) === siteOf(host)
}

function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.')
}

type Retrieved = Extract<EngineEvent, { type: 'cookie-retrieve' }>

/** Those of the same site alone: that a cookie of another site stays is no news. In the order of sending. */
function retrieveTokens({ decisions, header }: Retrieved, host: string, kept: 'withheld' | 'hidden'): ArrowToken[] {
  const order = cookiesSent([['cookie', fromByteString(header ?? '')]]).map(({ name }) => name)
  const sent = decisions.filter(({ outcome }) => outcome === 'sent')
  const withheld = decisions.filter(({ outcome, cookie }) => outcome === 'withheld' && isOfSite(cookie.domain, host))
  const placeOf = (name: string) => order.indexOf(name)
  return [...sent.toSorted((a, b) => placeOf(fromByteString(a.cookie.name)) - placeOf(fromByteString(b.cookie.name))), ...withheld].map(
    ({ outcome, cookie, code, change }) => ({
      ...namesOf(cookie),
      look: outcome === 'sent' ? 'sent' : kept,
      reason: { of: 'retrieve', code },
      change: change?.text ?? null,
    }),
  )
}

const STORED = { stored: 'set', replaced: 'set', deleted: 'cleared', refused: 'refused' } as const

/** The token of an event about a Set-Cookie line; null for an event that stores nothing. A line that was dropped unread, since the request went without credentials, is refused. */
export function storeToken(event: EngineEvent): ArrowToken | null {
  if (event.type === 'cookie-store') {
    const { outcome, code, cookie, change } = event.decision
    const names = cookie ? namesOf(cookie) : namesOfLine(event.line)
    return { ...names, look: STORED[outcome], reason: { of: 'store', code }, change: change?.text ?? null }
  }
  if (event.type !== 'decision' || event.about === null) return null
  const isDropped = event.code === 'set-cookie-ignored'
  return isDropped ? { ...namesOfLine(event.about), look: 'refused', reason: { of: 'decision', code: event.code }, change: event.change } : null
}

function namesOf({ name, value }: Cookie): Pick<ArrowToken, 'name' | 'value'> {
  return { name: fromByteString(name), value: fromByteString(value) }
}

function namesOfLine(line: string): Pick<ArrowToken, 'name' | 'value'> {
  const [cookie] = cookiesSet([['set-cookie', fromByteString(line)]])
  return { name: cookie?.name ?? '', value: cookie?.value ?? '' }
}

const sentToken = ({ name, value }: CookieToken): ArrowToken => ({ name, value, look: 'sent', reason: null, change: null })
const setToken = ({ name, value, cleared }: CookieToken): ArrowToken => ({
  name,
  value,
  look: cleared ? 'cleared' : 'set',
  reason: null,
  change: null,
})
