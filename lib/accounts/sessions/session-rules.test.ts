import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROLES } from '../viewer.ts'
import { serializeCookie } from './cookie-line.ts'
import { type CookiePurpose, cookieAttributes, cookieName } from './cookie-rules.ts'
import { deviceWords } from './device-words.ts'
import { createToken, hashToken } from './secret-token.ts'
import { isSeenDue, isSessionAlive, isSessionFresh, SESSION_SEEN_EVERY_MS, sessionLife } from './session-rules.ts'

const start = new Date('2026-11-22T10:00:00Z')
const later = (ms: number) => new Date(start.getTime() + ms)
const HOUR = 60 * 60_000
const DAY = 24 * HOUR

describe('the life of a session', () => {
  const session = (lastSeenMs: number, lifeMs = 30 * DAY) => ({ createdAt: start, lastSeenAt: later(lastSeenMs), expiresAt: later(lifeMs) })
  it.each([
    ['a learner’s, unused for just under 7 days', 'learner', session(0), 7 * DAY - 1, true],
    ['a learner’s, unused for 7 days', 'learner', session(0), 7 * DAY, false],
    ['a learner’s, used every day, in its 30th day', 'learner', session(29.5 * DAY), 30 * DAY - 1, true],
    ['a learner’s, used every day, after 30 days', 'learner', session(29.9 * DAY), 30 * DAY, false],
    ['a moderator’s, unused for an hour', 'moderator', session(0), HOUR, false],
    ['an admin’s, used all day, after 12 hours', 'admin', session(11.9 * HOUR), 12 * HOUR, false],
    ['an instructor’s, used just now', 'instructor', session(2 * HOUR), 2 * HOUR + 1, true],
  ] as const)('%s', (_, role, row, at, isAlive) => expect(isSessionAlive(row, role, later(at))).toBe(isAlive))

  it('ends for good: what is over never comes back, whatever the role', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), fc.nat(40 * DAY), fc.nat(40 * DAY), fc.nat(40 * DAY), (role, seen, first, more) => {
        const row = { createdAt: start, lastSeenAt: later(seen), expiresAt: later(sessionLife(role).absoluteMs) }
        if (!isSessionAlive(row, role, later(seen + first))) expect(isSessionAlive(row, role, later(seen + first + more))).toBe(false)
      }),
    )
  })

  it('is fresh for 15 minutes', () => {
    expect(isSessionFresh(start, later(15 * 60_000 - 1))).toBe(true)
    expect(isSessionFresh(start, later(15 * 60_000))).toBe(false)
  })

  it('is written down at most every five minutes', () => {
    expect(isSeenDue(start, later(SESSION_SEEN_EVERY_MS - 1))).toBe(false)
    expect(isSeenDue(start, later(SESSION_SEEN_EVERY_MS))).toBe(true)
  })
})

describe('a token', () => {
  it('is 256 random bits that need no escaping, and never the same', () => {
    const tokens = new Set(Array.from({ length: 1000 }, createToken))
    expect(tokens.size).toBe(1000)
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      expect(encodeURIComponent(token)).toBe(token)
    }
  })
  it('is stored as a hash that does not hold it', () => {
    const token = createToken()
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/)
    expect(hashToken(token)).toBe(hashToken(token))
  })
  it.each([undefined, '', 'short', 'x'.repeat(44), `${'x'.repeat(42)}=`, `${'x'.repeat(42)} `, `${'x'.repeat(42)}\0`])('%j is none of ours', (text) =>
    expect(hashToken(text)).toBeNull(),
  )
})

describe('the cookies', () => {
  const purposes: CookiePurpose[] = ['session', 'link', 'leave', 'trip-state', 'trip-pkce', 'trip-nonce', 'trip-csrf', 'trip-return']

  it.each(purposes)('%s has the prefix __Host- and what it demands on https, and a plain name on http', (purpose) => {
    expect(cookieName(purpose, 'https://learn.example.org')).toBe(`__Host-crumbtrail-${purpose}`)
    expect(cookieName(purpose, 'http://localhost:3000')).toBe(`crumbtrail-${purpose}`)
    expect(cookieAttributes('https://learn.example.org')).toEqual({ httpOnly: true, secure: true, sameSite: 'lax', path: '/' })
    expect(cookieAttributes('http://localhost:3000')).toEqual({ httpOnly: true, secure: false, sameSite: 'lax', path: '/' })
  })

  it('do not begin with the name of the session’s, which next-auth would take for pieces of it', () => {
    for (const purpose of purposes.slice(1))
      expect(cookieName(purpose, 'https://a.example').startsWith(cookieName('session', 'https://a.example'))).toBe(false)
  })

  it('are written with nothing that could add an attribute', () => {
    expect(serializeCookie('__Host-a', 'x; Domain=evil.example\r\nSet-Cookie: b=c', cookieAttributes('https://a.example'), 60)).toBe(
      '__Host-a=x%3B%20Domain%3Devil.example%0D%0ASet-Cookie%3A%20b%3Dc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
  })
})

describe('a browser in words', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15', 'Safari on macOS'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148', 'Chrome on iPhone'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['curl/8.0', 'A browser'],
    ['<script>alert(1)</script>', 'A browser'],
    [null, 'A browser'],
  ])('%s', (userAgent, words) => expect(deviceWords(userAgent)).toBe(words))
})
