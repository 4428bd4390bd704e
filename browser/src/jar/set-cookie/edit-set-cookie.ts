import type { ByteString } from '../cookie.ts'
import { lowerCase, NAME_VALUE_BYTES_MAX, trimWhiteSpace } from './parse-set-cookie.ts'

/** The line with the attribute, once: in the place of the first of its name, else at the end. */
export function withAttribute(line: ByteString, attribute: ByteString): ByteString {
  const name = nameOf(attribute)
  const [pair = '', ...attributes] = line.split(';')
  const at = attributes.findIndex((text) => nameOf(text) === name)
  const others = attributes.filter((text) => nameOf(text) !== name)
  if (at < 0) return `${line}${line.endsWith(';') ? '' : ';'} ${attribute}`
  return [pair, ...others.toSpliced(at, 0, ` ${attribute}`)].join(';')
}

/** The line without any attribute of this name, which is given in lower case. */
export function withoutAttribute(line: ByteString, name: string): ByteString {
  const [pair = '', ...attributes] = line.split(';')
  return [pair, ...attributes.filter((text) => nameOf(text) !== name)].join(';')
}

function nameOf(attribute: ByteString): ByteString {
  return lowerCase(trimWhiteSpace(attribute.split('=', 1)[0] as string))
}

/** The line with name and value as short as they must be: the end of the value is cut first. */
export function withShorterPair(line: ByteString): ByteString {
  return editPair(line, (pair) => {
    const equals = pair.indexOf('=')
    if (equals < 0) return trimWhiteSpace(pair).slice(0, NAME_VALUE_BYTES_MAX)
    const name = trimWhiteSpace(pair.slice(0, equals)).slice(0, NAME_VALUE_BYTES_MAX)
    return `${name}=${trimWhiteSpace(pair.slice(equals + 1)).slice(0, NAME_VALUE_BYTES_MAX - name.length)}`
  })
}

/** The line with a name for its value, which had none. */
export function withName(line: ByteString): ByteString {
  return editPair(line, (pair) => {
    const rest = trimWhiteSpace(pair)
    return rest.startsWith('=') ? `name${rest}` : `name=${rest}`
  })
}

export function withoutControlCharacters(line: ByteString): ByteString {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that make a line unreadable, and the tab, which does so inside a word.
  return line.replace(/[\x00-\x1f\x7f]+/g, '')
}

function editPair(line: ByteString, edit: (pair: ByteString) => ByteString): ByteString {
  const semicolon = line.indexOf(';')
  return semicolon < 0 ? edit(line) : edit(line.slice(0, semicolon)) + line.slice(semicolon)
}
