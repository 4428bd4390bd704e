import { describe, expect, it } from 'vitest'
import { lowerCase, parseSetCookie, trimWhiteSpace } from './parse-set-cookie.ts'

/** The line as name, value and attributes, or the code of what makes it unreadable. */
const read = (line: string, reading: 'text' | 'chromium' = 'text') => {
  const result = parseSetCookie(line, reading)
  if ('fault' in result) return result.fault.code
  const { name, value, attributes } = result.parsed
  return [name, value, ...attributes.map((attribute) => `${attribute.name}:${attribute.value}`)]
}
const x = (count: number) => 'x'.repeat(count)

describe('RFC 6265bis §5.6: a line', () => {
  const table: [rule: string, line: string, read: string[] | string][] = [
    ['step 1: NUL', 'a=\x00', 'control-character'],
    ['step 1: bell in the name', '\x07a=1', 'control-character'],
    ['step 1: line feed', 'a=1\n', 'control-character'],
    ['step 1: carriage return in an attribute', 'a=1; Path=/\r', 'control-character'],
    ['step 1: delete', 'a=\x7f', 'control-character'],
    ['step 1: not the tab', 'a=b\tc', ['a', 'b\tc']],
    ['step 1: not the bytes above 127', 'a=\x80\xff', ['a', '\x80\xff']],
    ['step 2: no semicolon', 'a=1', ['a', '1']],
    ['step 2: the first semicolon ends the value, quoted or not', 'a="b;c"', ['a', '"b', 'c":']],
    ['step 3: no equals sign', 'abc', ['', 'abc']],
    ['step 3: the first equals sign counts', 'a=b=c', ['a', 'b=c']],
    ['step 3: nothing before it', '=b', ['', 'b']],
    ['step 3: nothing behind it', 'a=', ['a', '']],
    ['step 4: spaces and tabs around both', ' \ta\t = \tb ', ['a', 'b']],
    ['step 4: other white space stays', '\x85a\xa0=\xa0', ['\x85a\xa0', '\xa0']],
    ['step 5: 4096 bytes', `a=${x(4095)}`, ['a', x(4095)]],
    ['step 5: 4097 bytes', `a=${x(4096)}`, 'too-large'],
    ['step 5: 4097 bytes of name', `${x(4097)}=`, 'too-large'],
    ['step 5: after the white space is gone', ` a = ${x(4095)} `, ['a', x(4095)]],
    ['step 5: attributes do not count', `a=${x(4095)}; Path=/`, ['a', x(4095), 'path:/']],
    ['§5.7 step 2: nothing', '', 'empty'],
    ['§5.7 step 2: nothing but signs', ' = ; Path=/', 'empty'],
    ['a comma separates nothing', 'a=1, b=2', ['a', '1, b=2']],
    ['percent signs are not decoded', 'a%3D=%3B', ['a%3D', '%3B']],
  ]
  it.each(table)('%s', (_rule, line, expected) => expect(read(line)).toEqual(expected))
})

describe('RFC 6265bis §5.6: its attributes', () => {
  const table: [rule: string, line: string, attributes: string[]][] = [
    ['step 3: each up to the next semicolon', 'a=1;b;c', ['b:', 'c:']],
    ['step 4: name and value', 'a=1; Path=/', ['path:/']],
    ['step 4: the first equals sign counts', 'a=1; Foo=b=c', ['foo:b=c']],
    ['step 4: neither', 'a=1; ;=', [':', ':']],
    ['nothing between semicolons is no attribute', 'a=1;;;Path=/;', ['path:/']],
    ['step 5: white space around both', 'a=1; \tPath\t=\t/x ', ['path:/x']],
    ['names in any case', 'a=1; sEcUrE', ['secure:']],
    ['bytes above 127 have no case', 'a=1; \xc9=1', ['\xc9:1']],
  ]
  it.each(table)('%s', (_rule, line, expected) => expect(read(line).slice(2)).toEqual(expected))
})

describe('Chromium: lines where it departs from §5.6', () => {
  const table: [rule: string, line: string, read: string[] | string][] = [
    ['a tab in a value', 'a=b\tc', 'control-character'],
    ['a tab in a name', 'a\tb=c', 'control-character'],
    ['a tab in an attribute', 'a=1; Pa\tth=/', 'control-character'],
    ['tabs at the ends are white space', '\ta\t=\tb\t;\tPath\t=\t/', ['a', 'b', 'path:/']],
    ['a nameless value with an equals sign', '=a=b', 'nameless-with-equals'],
    ['two equals signs', '==a', 'nameless-with-equals'],
    ['a nameless value without', '=a', ['', 'a']],
  ]
  it.each(table)('%s', (_rule, line, expected) => expect(read(line, 'chromium')).toEqual(expected))
})

describe('bytes', () => {
  it('are trimmed of spaces and tabs only', () => expect(trimWhiteSpace(' \t\xa0 a b \x0b\t ')).toBe('\xa0 a b \x0b'))
  it('have a case only as ASCII letters', () => expect(lowerCase('ABÀ\xc9Z')).toBe('abÀ\xc9z'))
})
