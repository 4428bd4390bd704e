import { describe, expect, it } from 'vitest'
import { addressKey, clientOf, plainAddress, trustedRanges } from './address-rules.ts'
import { clientAddress } from './client-address.ts'

describe('the plain form of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1:4711', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['unknown', null],
    ['_hidden', null],
    ['192.0.2.1; drop', null],
    ['', null],
    [undefined, null],
  ])('of %s is %s', (text, expected) => expect(plainAddress(text)).toBe(expected))
})

describe('the client behind a request', () => {
  const trusted = trustedRanges(['10.0.0.0/8', '2001:db8:1::/48'])
  it.each([
    ['is the peer when the peer is not trusted, whatever it claims', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['is what a trusted peer forwards', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['is the first stranger from the right', '10.0.0.1', '1.1.1.1, 198.51.100.1, 10.2.3.4', '198.51.100.1'],
    ['is the farthest trusted hop when all are trusted', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['is the last readable hop when one cannot be read', '10.0.0.1', '198.51.100.1, rubbish, 10.0.0.2', '10.0.0.2'],
    ['is a trusted peer that forwards nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['is found over IPv6 and mapped peers', '::ffff:10.0.0.1', '2001:db8:2::5, 2001:db8:1::9', '2001:db8:2::5'],
    ['is nobody without a peer', undefined, '198.51.100.1', null],
  ])('%s', (_, peer, forwarded, expected) => expect(clientOf(peer, forwarded, trusted)).toBe(expected))
})

describe('the key of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('of %s is %s', (address, expected) => expect(addressKey(address)).toBe(expected))

  it('is read from what the entry wrote, and is one bucket for all without it', () => {
    expect(clientAddress(new Headers({ 'x-client-address': '2001:db8::1' }))).toBe('2001:db8:0:0::/64')
    expect(clientAddress(new Headers({ 'x-forwarded-for': '198.51.100.1' }))).toBe('unknown')
  })
})
