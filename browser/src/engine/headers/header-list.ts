import type { ByteString } from '../../jar/cookie.ts'

/** Name and value as they are on the wire; names compare without case. */
export type Header = readonly [name: string, value: ByteString]

/** All values of one name, in order. */
export function headerValues(headers: readonly Header[], name: string): ByteString[] {
  const wanted = name.toLowerCase()
  return headers.filter(([candidate]) => candidate.toLowerCase() === wanted).map(([, value]) => trimHeaderValue(value))
}

/** The values of one name joined by a comma and a space; null when there is none. Source: Fetch §2.2.2, "get". */
export function headerValue(headers: readonly Header[], name: string): ByteString | null {
  const values = headerValues(headers, name)
  return values.length === 0 ? null : values.join(', ')
}

/** The headers without the names. */
export function withoutHeaders(headers: readonly Header[], names: readonly string[]): Header[] {
  return headers.filter(([name]) => !names.includes(name.toLowerCase()))
}

/** Spaces, tabs and line ends at both ends do not belong to a value. Source: Fetch §2.2.2, "normalize". */
export function trimHeaderValue(value: ByteString): ByteString {
  let from = 0
  let to = value.length
  while (from < to && isHttpWhitespace(value, from)) from++
  while (to > from && isHttpWhitespace(value, to - 1)) to--
  return value.slice(from, to)
}

/** The items of a comma-separated value, trimmed, empty ones left out. */
export function listItems(value: ByteString): ByteString[] {
  return value
    .split(',')
    .map(trimHeaderValue)
    .filter((item) => item !== '')
}

/** Whether the text is a token of RFC 9110 §5.6.2. */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text)
}

/** Whether the text can be a value: bytes only, and none that would end it. Source: Fetch §2.2.2, "header value". */
export function isHeaderText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about control characters
  return /^[\x01-\x09\x0b\x0c\x0e-\xff]*$/.test(text)
}

function isHttpWhitespace(value: ByteString, at: number): boolean {
  const code = value.charCodeAt(at)
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}
