import { describe, expect, it } from 'vitest'
import { baseHeaders, cacheControlOf, contentSecurityPolicy, referrerPolicyOf } from './header-rules.ts'

const https = { isHttps: true, isDevelopment: false }
const directives = (policy: string): Record<string, string[]> =>
  Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]))

describe('the headers of every answer', () => {
  it('pin https only where the site is on https', () => {
    expect(baseHeaders(https)['Strict-Transport-Security']).toMatch(/^max-age=63072000/)
    expect(baseHeaders({ isHttps: false })).not.toHaveProperty('Strict-Transport-Security')
  })
})

describe('the policy of an answer', () => {
  const built = directives(contentSecurityPolicy({ kind: 'built' }, https))
  const made = directives(contentSecurityPolicy({ kind: 'request', nonce: 'abc' }, https))

  it('begins with nothing and opens our own site alone', () => {
    for (const policy of [built, made]) {
      expect(policy['default-src']).toEqual(["'none'"])
      for (const name of ['base-uri', 'object-src', 'frame-ancestors']) expect(policy[name]).toEqual(["'none'"])
      for (const [name, sources] of Object.entries(policy)) {
        if (name !== 'upgrade-insecure-requests') expect(sources.join(' '), name).toMatch(/^('none'|'self'( data:| 'unsafe-inline'| 'nonce-abc')?)$/)
      }
    }
  })

  it('takes a nonce, and nothing inline without it, where the page is made for one request', () => {
    expect(made['script-src']).toEqual(["'self'", "'nonce-abc'"])
    expect(built['script-src']).toEqual(["'self'", "'unsafe-inline'"])
  })

  it('never allows eval but in development', () => {
    expect(JSON.stringify([built, made])).not.toContain('unsafe-eval')
    expect(contentSecurityPolicy({ kind: 'built' }, { isHttps: false, isDevelopment: true })).toContain("'unsafe-eval'")
  })
})

describe('caching', () => {
  it('of a built page is short in shared caches and none in browsers', () => {
    expect(cacheControlOf({ isBuilt: true, status: 200, given: 's-maxage=31536000' })).toContain('max-age=0, s-maxage=300')
  })
  it.each([
    { isBuilt: true, status: 404, given: 's-maxage=31536000' },
    { isBuilt: false, status: 200, given: 's-maxage=31536000' },
    { isBuilt: true, status: 200, given: 'public, max-age=31536000, immutable' },
    { isBuilt: true, status: 200, given: undefined },
  ])('is left alone for %o', (answer) => expect(cacheControlOf(answer)).toBeNull())
})

describe('the address of what no other site is to know', () => {
  it.each([
    ['/sign-up/link?token=x', 'no-referrer'],
    ['/reset-password/link?token=x', 'no-referrer'],
    ['/sign-in/leave', 'no-referrer'],
    ['/api/auth/callback/oidc?code=x&state=y', 'no-referrer'],
    ['/sign-up/confirm', 'same-origin'],
    ['/reset-password/new?x', 'same-origin'],
    ['/', null],
    ['/sign-up', null],
    ['/reset-password', null],
    ['/learn/sign-up/link', null],
    ['/sign-up/linked', null],
  ])('%s: %s', (target, policy) => expect(referrerPolicyOf(target)).toBe(policy))
})
