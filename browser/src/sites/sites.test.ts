import { describe, expect, test } from 'vitest'
import { isPotentiallyTrustworthy, isSameOrigin, originOf } from './origin.ts'
import { registrableDomain } from './public-suffix.ts'
import { isSameSite, relationOfChain, siteOf } from './site.ts'
import {
  isFirstParty,
  partitionKeyOf,
  type RequestSource,
  type SiteRules,
  sendingContextOf,
  siteForCookiesOf,
  storingContextOf,
} from './site-for-cookies.ts'

const RULES: SiteRules = { registrableDomain, isSchemeful: true }
const SCHEMELESS: SiteRules = { registrableDomain, isSchemeful: false }

describe('HTML, "origin" and "same origin"', () => {
  test.each([
    ['https://shop.test/a?b#c', 'https://shop.test'],
    ['https://shop.test:443/', 'https://shop.test'],
    ['http://SHOP.test:8080/', 'http://shop.test:8080'],
    ['http://[::1]:3000/x', 'http://[::1]:3000'],
    ['data:text/html,x', 'null'],
    ['not a url', 'null'],
  ])('the origin of %s is %s', (url, origin) => expect(originOf(url)).toBe(origin))

  test.each([
    ['https://shop.test', 'https://shop.test', true],
    ['https://shop.test', 'http://shop.test', false],
    ['https://shop.test', 'https://shop.test:8443', false],
    ['https://shop.test', 'https://a.shop.test', false],
    ['null', 'null', false],
  ])('%s and %s: same origin %s', (left, right, same) => expect(isSameOrigin(left, right)).toBe(same))
})

describe('Secure Contexts §3.2, potentially trustworthy URL', () => {
  test.each([
    ['https://shop.test/', true],
    ['http://shop.test/', false],
    ['http://localhost:3000/', true],
    ['http://a.localhost/', true],
    ['http://localhost./', true],
    ['http://127.0.0.1:8080/', true],
    ['http://127.255.0.9/', true],
    ['http://128.0.0.1/', false],
    ['http://[::1]/', true],
    ['http://localhost.evil.test/', false],
    ['ftp://shop.test/', false],
  ])('%s: %s', (url, trusted) => expect(isPotentiallyTrustworthy(url)).toBe(trusted))
})

describe('HTML, "obtain a site" and "same site" with schemes', () => {
  test.each([
    ['https://a.b.shop.test:8443', 'https://shop.test'],
    ['https://a.co.uk', 'https://a.co.uk'],
    ['https://www.a.co.uk', 'https://a.co.uk'],
    ['https://alice.github.io', 'https://alice.github.io'],
    ['https://x.alice.github.io', 'https://alice.github.io'],
    ['https://github.io', 'https://github.io'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1'],
    ['http://localhost:3000', 'http://localhost'],
    ['null', 'null'],
  ])('the site of %s is %s', (origin, site) => expect(siteOf(origin, registrableDomain)).toBe(site))

  test.each([
    ['https://shop.test', 'https://api.shop.test:9000', true],
    ['https://shop.test', 'http://shop.test', false],
    ['https://alice.github.io', 'https://mallory.github.io', false],
    ['https://github.io', 'https://alice.github.io', false],
    ['http://127.0.0.1:1', 'http://127.0.0.1:2', true],
    ['null', 'null', false],
  ])('%s and %s: same site %s', (left, right, same) => expect(isSameSite(left, right, registrableDomain)).toBe(same))
})

describe('Fetch Metadata §2.3, the farthest of a chain', () => {
  test.each([
    [['https://shop.test'], 'same-origin'],
    [['https://shop.test', 'https://api.shop.test'], 'same-site'],
    [['https://api.shop.test', 'https://shop.test'], 'same-site'],
    [['https://shop.test', 'https://evil.test', 'https://shop.test'], 'cross-site'],
    [['http://shop.test'], 'cross-site'],
  ])('from shop.test by %j: %s', (targets, relation) => expect(relationOfChain('https://shop.test', targets, registrableDomain)).toBe(relation))
})

describe('RFC 6265bis §5.2.1, site for cookies over frames', () => {
  test.each([
    [['https://shop.test'], 'https://shop.test'],
    [['https://shop.test', 'https://api.shop.test'], 'https://shop.test'],
    [['https://shop.test', 'https://evil.test'], null],
    [['https://shop.test', 'https://evil.test', 'https://shop.test'], null],
    [['https://shop.test', 'http://shop.test'], null],
    [['null'], null],
    [[], null],
  ])('%j: %s', (chain, site) => expect(siteForCookiesOf(chain, RULES)).toBe(site))
})

const TYPED: RequestSource = { initiator: null, topLevelSite: null, siteForCookies: null, isTopLevelNavigation: true }
const LINK: RequestSource = { ...TYPED, initiator: 'https://evil.test' }
const OWN: RequestSource = {
  initiator: 'https://shop.test',
  topLevelSite: 'https://shop.test',
  siteForCookies: 'https://shop.test',
  isTopLevelNavigation: false,
}
const FOREIGN_PAGE: RequestSource = { ...OWN, initiator: 'https://evil.test', topLevelSite: 'https://evil.test', siteForCookies: 'https://evil.test' }
const FRAMED: RequestSource = { ...OWN, siteForCookies: null }

describe('RFC 6265bis §5.2, SameSite context of a request to https://shop.test', () => {
  test.each([
    ['typed', TYPED, 'GET', 'strict', 'strict'],
    ['link of another site', LINK, 'GET', 'lax', 'lax'],
    ['HEAD of another site', LINK, 'HEAD', 'lax', 'lax'],
    ['form of another site', LINK, 'POST', 'lax-unsafe', 'lax'],
    ['link of the same site', { ...LINK, initiator: 'https://www.shop.test' }, 'POST', 'strict', 'strict'],
    ['link of the same host by http', { ...LINK, initiator: 'http://shop.test' }, 'GET', 'lax', 'lax'],
    ['sandboxed link', { ...LINK, initiator: 'null' }, 'GET', 'lax', 'lax'],
    ['own page', OWN, 'POST', 'strict', 'strict'],
    ['page of another site', FOREIGN_PAGE, 'GET', 'cross-site', 'cross-site'],
    ['own document framed by another site', FRAMED, 'GET', 'cross-site', 'cross-site'],
    ['own page after a foreign frame asked', { ...OWN, initiator: 'https://evil.test' }, 'GET', 'cross-site', 'cross-site'],
  ] as const)('%s: sends %s', (_name, source, method, sending, storing) => {
    expect(sendingContextOf(source, method, 'https://shop.test/x', RULES)).toBe(sending)
    expect(storingContextOf(source, method, 'https://shop.test/x', RULES)).toBe(storing)
  })
})

describe('CHIPS, partition key with the cross-site ancestor bit', () => {
  test.each([
    ['typed', TYPED, 'https://shop.test/', { site: 'https://shop.test', hasCrossSiteAncestor: false }],
    ['link of another site', LINK, 'https://shop.test/', { site: 'https://shop.test', hasCrossSiteAncestor: false }],
    ['own page', OWN, 'https://api.shop.test/', { site: 'https://shop.test', hasCrossSiteAncestor: false }],
    ['own page asks another site', OWN, 'https://evil.test/', { site: 'https://shop.test', hasCrossSiteAncestor: true }],
    ['own document below a foreign frame', FRAMED, 'https://shop.test/', { site: 'https://shop.test', hasCrossSiteAncestor: true }],
    ['page of another site', FOREIGN_PAGE, 'https://shop.test/', { site: 'https://evil.test', hasCrossSiteAncestor: true }],
    ['opaque page', { ...OWN, topLevelSite: 'null' }, 'https://shop.test/', null],
  ] as const)('%s', (_name, source, url, key) => expect(partitionKeyOf(source, url, RULES)).toEqual(key))

  test('a third party is whoever is not of the page’s site, or has a foreign frame above', () => {
    expect(isFirstParty(TYPED, 'https://shop.test/', RULES)).toBe(true)
    expect(isFirstParty(OWN, 'https://api.shop.test/', RULES)).toBe(true)
    expect(isFirstParty(OWN, 'http://api.shop.test/', RULES)).toBe(false)
    expect(isFirstParty(FRAMED, 'https://shop.test/', RULES)).toBe(false)
  })

  test('where schemes do not count, http and https of one domain are one site', () => {
    const plain = { ...OWN, initiator: 'http://shop.test' }
    expect(siteForCookiesOf(['https://shop.test', 'http://shop.test'], SCHEMELESS)).toBe('https://shop.test')
    expect(isFirstParty(OWN, 'http://api.shop.test/', SCHEMELESS)).toBe(true)
    expect(sendingContextOf(plain, 'GET', 'https://shop.test/', SCHEMELESS)).toBe('strict')
    expect(sendingContextOf({ ...LINK, initiator: 'http://shop.test' }, 'GET', 'https://shop.test/', SCHEMELESS)).toBe('strict')
    expect(sendingContextOf(LINK, 'GET', 'https://shop.test/', SCHEMELESS)).toBe('lax')
  })
})
