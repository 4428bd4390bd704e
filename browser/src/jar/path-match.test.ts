import { describe, expect, it } from 'vitest'
import { defaultPath, pathMatches } from './path-match.ts'

describe('RFC 6265bis §5.1.4: default path', () => {
  const table: [requestPath: string, path: string][] = [
    ['', '/'],
    ['*', '/'],
    ['/', '/'],
    ['/x', '/'],
    ['/x/', '/x'],
    ['/x/y', '/x'],
    ['/x/y/', '/x/y'],
    ['//', '/'],
    ['//x', '/'],
    ['/x//y', '/x/'],
    ['/x%2Fy', '/'],
  ]
  it.each(table)('of %j is %j', (requestPath, path) => expect(defaultPath(requestPath)).toBe(path))
})

describe('RFC 6265bis §5.1.4: path-match', () => {
  const table: [cookiePath: string, requestPath: string, matches: boolean][] = [
    ['/', '/', true],
    ['/', '/x', true],
    ['/x', '/x', true],
    ['/x', '/x/', true],
    ['/x', '/x/y', true],
    ['/x', '/xy', false],
    ['/x', '/', false],
    ['/x/', '/x', false],
    ['/x/', '/x/', true],
    ['/x/', '/x/y', true],
    ['/X', '/x', false],
    ['/x', '/%78', false],
    ['/x/y', '/x', false],
    ['//', '//x', true],
    ['/x?y', '/x', false],
  ]
  it.each(table)('Path=%s and %s: %s', (cookiePath, requestPath, matches) => expect(pathMatches(requestPath, cookiePath)).toBe(matches))
})
