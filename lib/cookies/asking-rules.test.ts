import { registrableDomain } from '@crumbtrail/browser/public-suffix'
import { describe, expect, it } from 'vitest'
import { type Asking, type AskKind, sendingOccasion, storingOccasion } from './asking-rules.ts'

const asking = (kind: AskKind, from: string, part: Partial<Asking> = {}): Asking => ({
  kind,
  from,
  url: 'https://shop.test/account',
  profile: 'chromium',
  ...part,
})

describe('who asks', () => {
  it.each<[AskKind, string, string, string]>([
    ['address-bar', 'https://evil.test/', 'strict', 'strict'],
    ['link', 'https://shop.test/', 'strict', 'strict'],
    ['link', 'https://blog.shop.test/', 'strict', 'strict'],
    ['link', 'https://evil.test/', 'lax', 'lax'],
    ['link', 'http://shop.test/', 'lax', 'lax'],
    ['form', 'https://shop.test/', 'strict', 'strict'],
    ['form', 'https://evil.test/', 'lax-unsafe', 'lax'],
    ['fetch', 'https://blog.shop.test/', 'strict', 'strict'],
    ['fetch', 'https://evil.test/', 'cross-site', 'cross-site'],
    ['image', 'https://evil.test/', 'cross-site', 'cross-site'],
    ['iframe', 'https://evil.test/', 'cross-site', 'cross-site'],
    ['script', 'https://evil.test/', 'strict', 'strict'],
  ])('by %s on %s is %s for sending and %s for storing', (kind, from, sending, storing) => {
    expect(sendingOccasion(asking(kind, from), 7, registrableDomain)).toMatchObject({ sameSiteContext: sending, now: 7, viaHttp: kind !== 'script' })
    expect(storingOccasion(asking(kind, from), 7, registrableDomain)).toMatchObject({ sameSiteContext: storing })
  })

  it('on an http page is of another site for Chromium, and of the same for Firefox and Safari', () => {
    const contextIn = (profile: Asking['profile']) =>
      sendingOccasion(asking('link', 'http://shop.test/', { profile }), 0, registrableDomain).sameSiteContext
    expect([contextIn('chromium'), contextIn('firefox'), contextIn('safari')]).toEqual(['lax', 'strict', 'strict'])
  })

  it('is a third party only as a part of another site’s page, and kept back by the browser or by a setting', () => {
    const isBlocked = (kind: AskKind, from: string, part: Partial<Asking> = {}) =>
      sendingOccasion(asking(kind, from, part), 0, registrableDomain).thirdPartyBlocked
    expect(isBlocked('iframe', 'https://evil.test/')).toBe(false)
    expect(isBlocked('iframe', 'https://evil.test/', { profile: 'safari' })).toBe(true)
    expect(isBlocked('iframe', 'https://evil.test/', { profile: 'safari', blocksThirdPartyCookies: false })).toBe(false)
    expect(isBlocked('iframe', 'https://evil.test/', { blocksThirdPartyCookies: true })).toBe(true)
    expect(isBlocked('iframe', 'https://blog.shop.test/', { blocksThirdPartyCookies: true })).toBe(false)
    expect(isBlocked('link', 'https://evil.test/', { blocksThirdPartyCookies: true })).toBe(false)
  })

  it('lives in the partition of the page that is looked at', () => {
    const keyOf = (kind: AskKind, from: string) => sendingOccasion(asking(kind, from), 0, registrableDomain).partitionKey
    expect(keyOf('iframe', 'https://www.news.test/')).toEqual({ site: 'https://news.test', hasCrossSiteAncestor: true })
    expect(keyOf('link', 'https://news.test/')).toEqual({ site: 'https://shop.test', hasCrossSiteAncestor: false })
    expect(keyOf('fetch', 'https://shop.test/')).toEqual({ site: 'https://shop.test', hasCrossSiteAncestor: false })
  })
})
