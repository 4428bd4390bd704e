import { type Header, headerValues } from './message-rules.ts'

/** A cookie on an arrow: what a request carried, or what a response set. */
export type CookieToken = {
  name: string
  value: string
  /** Attributes of a Set-Cookie in the order written, value null when it has none; empty for a cookie that was sent. */
  attributes: [name: string, value: string | null][]
  /** A Set-Cookie that tells the browser to drop the cookie: Max-Age of zero or less, or an Expires that is past. */
  cleared: boolean
}

/** Characters of a value that a token shows whole. */
const VALUE_LENGTH_MAX = 12

/** The cookies of a request's Cookie headers, in order. */
export function cookiesSent(headers: readonly Header[]): CookieToken[] {
  return headerValues(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => ({ ...nameAndValue(pair), attributes: [], cleared: false }))
}

/** The cookies that a response's Set-Cookie headers set or clear, in order (RFC 6265bis: name and value end at the first semicolon). */
export function cookiesSet(headers: readonly Header[]): CookieToken[] {
  const [date] = headerValues(headers, 'date')
  return headerValues(headers, 'set-cookie').map((value) => {
    const [pair = '', ...rest] = value.split(';')
    const attributes = rest.map(attributeOf).filter(([name]) => name !== '')
    return { ...nameAndValue(pair), attributes, cleared: isCleared(attributes, date) }
  })
}

/** The value as a token shows it: whole when short, else its two ends, since signed values and JWTs begin alike. */
export function shortValue(value: string): string {
  return value.length <= VALUE_LENGTH_MAX ? value : `${value.slice(0, 5)}…${value.slice(-4)}`
}

/** Without an equals sign the whole pair is the value of a cookie without name. */
function nameAndValue(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=')
  if (equals < 0) return { name: '', value: pair.trim() }
  return { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() }
}

function attributeOf(text: string): [string, string | null] {
  const equals = text.indexOf('=')
  return equals < 0 ? [text.trim(), null] : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()]
}

/** The last attribute of a name counts, and Max-Age counts before Expires. */
function isCleared(attributes: readonly [string, string | null][], date: string | undefined): boolean {
  const last = (name: string) => attributes.findLast(([other]) => other.toLowerCase() === name)?.[1] ?? null
  const maxAge = last('max-age')
  if (maxAge !== null && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0
  const expires = httpDate(last('expires'))
  return expires !== null && expires <= (httpDate(date ?? null) ?? 0)
}

/** Milliseconds of a date that has day, month, year and time; null for all else (engines read a date into almost any text). */
function httpDate(text: string | null): number | null {
  if (text === null || !/\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4} \d{1,2}:\d{2}:\d{2}/.test(text)) return null
  const at = Date.parse(text.replace(/(\d)-([A-Za-z]{3})-(\d)/, '$1 $2 $3'))
  return Number.isNaN(at) ? null : at
}
