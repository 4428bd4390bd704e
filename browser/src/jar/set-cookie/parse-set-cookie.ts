import type { ByteString } from '../cookie.ts'

/** An attribute as it stands in the line: name in lower case, both without the white space around them. */
export type RawAttribute = { name: ByteString; value: ByteString; text: ByteString }

export type ParsedSetCookie = { name: ByteString; value: ByteString; attributes: RawAttribute[] }

export type ParseFailure = { code: 'control-character' | 'too-large' | 'empty'; offendingText: ByteString }

/** How many bytes name and value may have together, and how many the value of an attribute. Source: RFC 6265bis §5.6. */
export const NAME_VALUE_BYTES_MAX = 4096
export const ATTRIBUTE_VALUE_BYTES_MAX = 1024

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that the section names.
const CONTROL_CHARACTER = /[\x00-\x08\x0a-\x1f\x7f]/

/** RFC 6265bis §5.6: name, value and attributes of a line, read as leniently as browsers do, or what makes it unreadable. */
export function parseSetCookie(line: ByteString): { ok: true; parsed: ParsedSetCookie } | { ok: false; failure: ParseFailure } {
  const control = CONTROL_CHARACTER.exec(line)
  if (control) return { ok: false, failure: { code: 'control-character', offendingText: control[0] } }
  const semicolon = line.indexOf(';')
  const pair = semicolon < 0 ? line : line.slice(0, semicolon)
  const { name, value } = splitPair(pair)
  if (name.length + value.length > NAME_VALUE_BYTES_MAX) return { ok: false, failure: { code: 'too-large', offendingText: pair } }
  if (name === '' && value === '') return { ok: false, failure: { code: 'empty', offendingText: pair } }
  return {
    ok: true,
    parsed: {
      name,
      value,
      attributes:
        semicolon < 0
          ? []
          : line
              .slice(semicolon + 1)
              .split(';')
              .map(readAttribute),
    },
  }
}

/** Steps 3 and 4: without an equals sign all of it is the value. */
function splitPair(pair: ByteString): { name: ByteString; value: ByteString } {
  const equals = pair.indexOf('=')
  return equals < 0 ? { name: '', value: trim(pair) } : { name: trim(pair.slice(0, equals)), value: trim(pair.slice(equals + 1)) }
}

function readAttribute(text: ByteString): RawAttribute {
  const equals = text.indexOf('=')
  const name = equals < 0 ? text : text.slice(0, equals)
  return { name: trim(name).toLowerCase(), value: equals < 0 ? '' : trim(text.slice(equals + 1)), text: trim(text) }
}

/** Spaces and tabs only, by hand: an expression for the end of a string takes quadratic time on white space in its middle. */
function trim(text: ByteString): ByteString {
  let start = 0
  let end = text.length
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start++
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x09
}
