import { describe, expect, it } from 'vitest'
import { registrableDomain } from '../sites/public-suffix.ts'
import { cookieDomainOf, domainMatches, isIpAddress } from './domain-match.ts'

describe('RFC 6265bis §5.1.3: domain-match', () => {
  const table: [host: string, domain: string, matches: boolean][] = [
    ['shop.test', 'shop.test', true],
    ['a.shop.test', 'shop.test', true],
    ['b.a.shop.test', 'shop.test', true],
    ['workshop.test', 'shop.test', false],
    ['shop.test', 'a.shop.test', false],
    ['shop.test', '', false],
    ['shop.test', 'test', true],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '0.0.1', false],
    ['[::1]', '[::1]', true],
    ['a.shop.test.', 'shop.test', false],
    ['a.shop.test.', 'shop.test.', true],
  ]
  it.each(table)('%s and Domain=%s: %s', (host, domain, matches) => expect(domainMatches(host, domain)).toBe(matches))
  it.each(['10.0.0.1', '[::1]', '255.255.255.255'])('%s is an address', (host) => expect(isIpAddress(host)).toBe(true))
  it.each(['shop.test', 'a.1', '1.2.3.4.test'])('%s is a name', (host) => expect(isIpAddress(host)).toBe(false))
})

/** `shop.test` for a host alone, `.shop.test` for it and all below, or the code of the fault. */
const owner = (attribute: string | null, host: string, reading: 'text' | 'chromium') => {
  const result = cookieDomainOf(attribute, host, reading, registrableDomain)
  return 'fault' in result ? result.fault : `${result.hostOnly ? '' : '.'}${result.domain}`
}

describe('RFC 6265bis §5.7 steps 7 to 10: whose a cookie is', () => {
  const table: [rule: string, attribute: string | null, host: string, owner: string][] = [
    ['no Domain', null, 'a.shop.test', 'a.shop.test'],
    ['an empty one', '', 'a.shop.test', 'a.shop.test'],
    ['the domain above', 'shop.test', 'a.shop.test', '.shop.test'],
    ['the host itself', 'a.shop.test', 'a.shop.test', '.a.shop.test'],
    ['a leading dot', '.shop.test', 'a.shop.test', '.shop.test'],
    ['in any case', 'SHOP.Test', 'a.shop.test', '.shop.test'],
    ['two leading dots', '..shop.test', 'a.shop.test', 'domain-mismatch'],
    ['another site', 'evil.test', 'a.shop.test', 'domain-mismatch'],
    ['a name below', 'b.a.shop.test', 'a.shop.test', 'domain-mismatch'],
    ['a neighbour', 'b.shop.test', 'a.shop.test', 'domain-mismatch'],
    ['the end of a word', 'hop.test', 'shop.test', 'domain-mismatch'],
    ['a port', 'shop.test:443', 'a.shop.test', 'domain-mismatch'],
    ['a scheme', 'https://shop.test', 'a.shop.test', 'domain-mismatch'],
    ['quotes', '"shop.test"', 'a.shop.test', 'domain-mismatch'],
    ['an escape', '%73hop.test', 'a.shop.test', 'domain-mismatch'],
    ['a final dot that the host lacks', 'shop.test.', 'a.shop.test', 'domain-mismatch'],
    ['a final dot that both have', 'shop.test.', 'a.shop.test.', '.shop.test.'],
    ['a final dot that the domain lacks', 'shop.test', 'a.shop.test.', 'domain-mismatch'],
    ['a top-level domain', 'test', 'a.shop.test', 'domain-public-suffix'],
    ['a public suffix', 'co.uk', 'a.co.uk', 'domain-public-suffix'],
    ['a private suffix', 'github.io', 'me.github.io', 'domain-public-suffix'],
    ['a name under a private suffix', 'me.github.io', 'www.me.github.io', '.me.github.io'],
    ['a suffix that answers itself', 'co.uk', 'co.uk', 'co.uk'],
    ['a suffix that names the one above', 'uk', 'co.uk', 'domain-public-suffix'],
    ['a single label', 'localhost', 'localhost', 'localhost'],
    ['the end of an address', '0.0.1', '10.0.0.1', 'domain-mismatch'],
    ['an underscore', '_x.test', 'a._x.test', '._x.test'],
    ['bytes of a wrong encoding', 'sh\xf6p.test', 'a.xn--shp-tna.test', 'domain-not-ascii'],
    ['a host with an empty part', null, 'shop.test..', 'host-unusable'],
    ['no host', null, '', 'host-unusable'],
  ]
  it.each(table)('%s: %j on %s', (_rule, attribute, host, expected) => {
    expect(owner(attribute, host, 'text')).toBe(expected)
    expect(owner(attribute, host, 'chromium')).toBe(expected)
  })

  const departures: [rule: string, attribute: string, host: string, text: string, chromium: string][] = [
    ['one dot alone', '.', 'shop.test', 'shop.test', 'domain-mismatch'],
    ['an address that names itself', '10.0.0.1', '10.0.0.1', '.10.0.0.1', '10.0.0.1'],
    ['and with a dot', '.10.0.0.1', '10.0.0.1', '.10.0.0.1', '10.0.0.1'],
    ['IPv6 that names itself', '[::2]', '[::2]', '.[::2]', '[::2]'],
    ['letters beyond ASCII in UTF-8', 'sh\xc3\xb6p.test', 'a.xn--shp-tna.test', 'domain-not-ascii', '.xn--shp-tna.test'],
    ['letters of another width', '\xef\xbd\x93hop.test', 'a.shop.test', 'domain-not-ascii', '.shop.test'],
    ['a mark that international names drop', 'sh\xef\xbb\xbfop.test', 'a.shop.test', 'domain-not-ascii', '.shop.test'],
    ['letters beyond ASCII and a space', 'sh\xc3\xb6p.test x', 'a.xn--shp-tna.test', 'domain-not-ascii', 'domain-not-ascii'],
    ['letters beyond ASCII and a port', 'sh\xc3\xb6p.test:80', 'a.xn--shp-tna.test', 'domain-not-ascii', 'domain-not-ascii'],
  ]
  it.each(departures)('by the text and by Chromium, %s: %j on %s', (_rule, attribute, host, text, chromium) => {
    expect([owner(attribute, host, 'text'), owner(attribute, host, 'chromium')]).toEqual([text, chromium])
  })
})
