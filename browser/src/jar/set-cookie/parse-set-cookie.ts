import type { Profile } from '../../profile.ts'
import type { ByteString } from '../cookie.ts'

/** An attribute as it stands in the line: name in lower case, both without the white space around them. */
export type RawAttribute = { name: ByteString; value: ByteString; text: ByteString }

export type ParsedSetCookie = { name: ByteString; value: ByteString; attributes: RawAttribute[] }

export type ParseFault = { code: 'control-character' | 'too-large' | 'empty' | 'nameless-with-equals'; offendingText: ByteString }

/** How many bytes name and value may have together, and how many the value of an attribute. Source: RFC 6265bis §5.6. */
export const NAME_VALUE_BYTES_MAX = 4096
export const ATTRIBUTE_VALUE_BYTES_MAX = 1024

const KNOWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  'expires',
  'max-age',
  'domain',
  'path',
  'secure',
  'httponly',
  'samesite',
  'partitioned',
  'priority',
])
/** A line may hold a million attributes that nobody knows; the first few are enough to remark on. */
const UNKNOWN_ATTRIBUTES_MAX = 50
const TAB_FAULT: ParseFault = { code: 'control-character', offendingText: '\t' }

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that the section names.
const CONTROL_CHARACTER = /[\x00-\x08\x0a-\x1f\x7f]/

/**
 * Name, value and attributes of a line, read as leniently as browsers do, or what makes it unreadable. Source: RFC 6265bis §5.6, and
 * §5.7 step 2; by Chromium’s reading also a tab inside a name or value is a control character, and a nameless value has no `=`.
 */
export function parseSetCookie(line: ByteString, reading: Profile['reading']): { parsed: ParsedSetCookie } | { fault: ParseFault } {
  const control = CONTROL_CHARACTER.exec(line)
  if (control) return { fault: { code: 'control-character', offendingText: control[0] } }
  const [pair = '', ...unparsedAttributes] = line.split(';')
  const { name, value } = splitPair(pair)
  if (name.length + value.length > NAME_VALUE_BYTES_MAX) return { fault: { code: 'too-large', offendingText: pair } }
  if (name === '' && value === '') return { fault: { code: 'empty', offendingText: pair } }
  if (reading === 'chromium') {
    if (hasTab(name) || hasTab(value)) return { fault: TAB_FAULT }
    if (name === '' && value.includes('=')) return { fault: { code: 'nameless-with-equals', offendingText: pair } }
  }
  const attributes: RawAttribute[] = []
  let unknown = 0
  for (const text of unparsedAttributes) {
    if (text === '') continue
    const attribute = readAttribute(text)
    if (reading === 'chromium' && (hasTab(attribute.name) || hasTab(attribute.value))) return { fault: TAB_FAULT }
    if (KNOWN_ATTRIBUTES.has(attribute.name) || unknown++ < UNKNOWN_ATTRIBUTES_MAX) attributes.push(attribute)
  }
  return { parsed: { name, value, attributes } }
}

function hasTab(text: ByteString): boolean {
  return text.includes('\t')
}

/** Steps 3 and 4: without an equals sign all of it is the value. */
function splitPair(pair: ByteString): { name: ByteString; value: ByteString } {
  const equals = pair.indexOf('=')
  return equals < 0
    ? { name: '', value: trimWhiteSpace(pair) }
    : { name: trimWhiteSpace(pair.slice(0, equals)), value: trimWhiteSpace(pair.slice(equals + 1)) }
}

/** Steps 4 and 5 of the second part. */
function readAttribute(text: ByteString): RawAttribute {
  const equals = text.indexOf('=')
  const name = equals < 0 ? text : text.slice(0, equals)
  const value = equals < 0 ? '' : text.slice(equals + 1)
  return { name: lowerCase(trimWhiteSpace(name)), value: trimWhiteSpace(value), text: trimWhiteSpace(text) }
}

/** ASCII letters only: `toLowerCase` would also change bytes above 127, which are no letters here. */
export function lowerCase(text: ByteString): ByteString {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** Spaces and tabs, by hand: an expression for the end of a string takes quadratic time on white space in its middle. */
export function trimWhiteSpace(text: ByteString): ByteString {
  let start = 0
  let end = text.length
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start++
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x09
}
