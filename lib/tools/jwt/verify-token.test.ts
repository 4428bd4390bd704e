import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { type Expected, judgeToken } from './acceptance-rules.ts'
import type { Algorithm } from './algorithms.ts'
import { ALGORITHM_NAMES, ALGORITHMS } from './algorithms.ts'
import { encodeBase64url } from './base64url.ts'
import { decodeToken } from './decode-token-rules.ts'
import { EXAMPLE_NAMES, makeExample } from './example-tokens.ts'
import { lintKey } from './key-lint.ts'
import { byRank, lintToken } from './lint-token-rules.ts'
import { checkSignature, findWeakSecret, type SignedToken } from './verify-token.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const nobody: Expected = { issuer: '', audience: '', type: '', leewaySeconds: 0 }

const signed = (text: string): SignedToken => {
  const token = decodeToken(text)
  if (token.kind !== 'jws') throw new Error(`expected a signed token, found ${token.kind}`)
  return token
}
const jwtBy = (alg: string, key: CryptoKey | Uint8Array, header = {}) =>
  new SignJWT({ sub: 'alice' })
    .setProtectedHeader({ alg, ...header })
    .setExpirationTime(NOW / 1000 + 60)
    .sign(key)
const pin = (algorithm: Algorithm, keyText: string, secretForm: 'text' | 'base64url' = 'text') => ({ algorithm, keyText, secretForm })

describe('a signature', () => {
  it.each(ALGORITHM_NAMES.filter((name) => ALGORITHMS[name].key !== 'secret'))('of %s is checked with a PEM and with a JWK', async (algorithm) => {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
    const token = signed(await jwtBy(algorithm, privateKey))
    const other = await generateKeyPair(algorithm, { extractable: true })
    expect(await checkSignature(token, pin(algorithm, await exportSPKI(publicKey)))).toMatchObject({ state: 'fits' })
    expect(await checkSignature(token, pin(algorithm, JSON.stringify(await exportJWK(publicKey))))).toMatchObject({ state: 'fits' })
    expect(await checkSignature(token, pin(algorithm, await exportSPKI(other.publicKey)))).toMatchObject({ state: 'does-not-fit' })
  })

  it.each(['HS256', 'HS384', 'HS512'] as const)('of %s is checked with the secret as text, base64url and JWK', async (algorithm) => {
    const secret = 'a secret of enough characters for the longest of the three hashes there are'
    const bytes = new TextEncoder().encode(secret)
    const token = signed(await jwtBy(algorithm, bytes))
    expect(await checkSignature(token, pin(algorithm, secret))).toMatchObject({ state: 'fits', facts: { bits: bytes.length * 8 } })
    expect(await checkSignature(token, pin(algorithm, encodeBase64url(bytes), 'base64url'))).toMatchObject({ state: 'fits' })
    expect(await checkSignature(token, pin(algorithm, JSON.stringify({ kty: 'oct', k: encodeBase64url(bytes) })))).toMatchObject({ state: 'fits' })
    expect(await checkSignature(token, pin(algorithm, `${secret}!`))).toMatchObject({ state: 'does-not-fit' })
  })

  it('of a token with one bit changed does not fit', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const [header, , signature] = (await jwtBy('ES256', privateKey)).split('.')
    const [, forged] = (await new SignJWT({ sub: 'admin' }).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)).split('.')
    expect(await checkSignature(signed(`${header}.${forged}.${signature}`), pin('ES256', await exportSPKI(publicKey)))).toMatchObject({
      state: 'does-not-fit',
    })
  })

  it('is chosen from a set of keys by kid, and from no set without one', async () => {
    const [first, second] = await Promise.all([generateKeyPair('ES256', { extractable: true }), generateKeyPair('ES256', { extractable: true })])
    const keys = [
      { ...(await exportJWK(first.publicKey)), kid: 'one' },
      { ...(await exportJWK(second.publicKey)), kid: 'two' },
    ]
    const set = JSON.stringify({ keys })
    expect(await checkSignature(signed(await jwtBy('ES256', second.privateKey, { kid: 'two' })), pin('ES256', set))).toMatchObject({
      state: 'fits',
      facts: { fromSet: true },
    })
    expect(await checkSignature(signed(await jwtBy('ES256', second.privateKey)), pin('ES256', set))).toEqual({
      state: 'key-refused',
      fault: 'jwk-several',
    })
    expect(await checkSignature(signed(await jwtBy('ES256', second.privateKey, { kid: 'x' })), pin('ES256', set))).toEqual({
      state: 'key-refused',
      fault: 'jwk-no-match',
    })
  })

  it('is checked with the public part of a private JWK, and that is told', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const check = await checkSignature(signed(await jwtBy('ES256', privateKey)), pin('ES256', JSON.stringify(await exportJWK(privateKey))))
    expect(check).toMatchObject({ state: 'fits', facts: { hadPrivatePart: true } })
    expect(lintKey(check, 'ES256', null).map(({ code }) => code)).toEqual(['private-key'])
  })

  it.each<[string, Algorithm, string, string]>([
    ['nothing', 'HS256', ' ', 'empty'],
    ['a public key for a secret', 'HS256', '-----BEGIN PUBLIC KEY-----', 'public-key-as-secret'],
    ['a public JWK for a secret', 'HS256', '{"kty":"RSA"}', 'public-key-as-secret'],
    ['a JWK without a secret', 'HS256', '{"kty":"oct"}', 'secret-not-base64url'],
    ['a word', 'ES256', 'secret', 'not-a-key'],
    ['a private PEM', 'ES256', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'private-pem'],
    ['an old PEM', 'RS256', '-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----', 'old-pem'],
    ['a broken PEM', 'ES256', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'unreadable'],
    ['a JWK of another kind', 'ES256', '{"kty":"RSA","n":"AQ","e":"AQAB"}', 'jwk-kind'],
    ['a JWK for another algorithm', 'RS256', '{"kty":"RSA","alg":"PS256","n":"AQ","e":"AQAB"}', 'jwk-kind'],
    ['a JWK for encryption', 'RS256', '{"kty":"RSA","use":"enc","n":"AQ","e":"AQAB"}', 'jwk-kind'],
    ['an empty set', 'ES256', '{"keys":[]}', 'jwk-no-match'],
  ])('is not checked with %s', async (_, algorithm, keyText, fault) => {
    const token = signed(`${encodeBase64url(new TextEncoder().encode(JSON.stringify({ alg: algorithm })))}.e30.AAAA`)
    expect(await checkSignature(token, pin(algorithm, keyText))).toEqual({ state: 'key-refused', fault })
  })

  it('is not checked with an RSA key of 1,024 bits', async () => {
    const pair = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    )
    const token = signed(`${encodeBase64url(new TextEncoder().encode('{"alg":"RS256"}'))}.e30.AAAA`)
    expect(await checkSignature(token, pin('RS256', await exportSPKI(pair.publicKey)))).toEqual({ state: 'key-refused', fault: 'rsa-short' })
  })
})

/** Each example as the page shows it: the verdict, and the findings of danger. */
async function shown(name: (typeof EXAMPLE_NAMES)[number]) {
  const example = await makeExample(name, NOW / 1000)
  const token = decodeToken(example.compact)
  if (token.kind === 'jwe') return { verdict: 'encrypted', dangers: [] }
  if (token.kind !== 'jws') throw new Error(`expected a token, found ${token.kind}`)
  const check = await checkSignature(token, example)
  const findings = byRank([...lintKey(check, example.algorithm, await findWeakSecret(token)), ...lintToken(token, NOW)])
  const { verdict } = judgeToken(token, check, { ...example, leewaySeconds: 0 }, findings, NOW)
  return { verdict, dangers: findings.filter(({ severity }) => severity === 'danger').map(({ code }) => code) }
}

describe('an example', () => {
  it.each([
    ['sound', 'accepted', []],
    ['expired', 'refused', ['expired']],
    ['unsigned', 'refused', ['algorithm-mismatch', 'alg-none']],
    ['confused', 'refused', ['algorithm-confusion']],
    ['weak-secret', 'incomplete', ['secret-guessed', 'secret-short']],
    ['bare', 'refused', []],
    ['other-audience', 'refused', []],
    ['brought-key', 'refused', ['key-by-jku', 'key-by-jwk']],
    ['kid-path', 'endangered', ['kid-injection']],
    ['critical', 'refused', ['crit']],
    ['duplicate', 'refused', ['duplicate-member']],
    ['nested', 'refused', []],
    ['encrypted', 'encrypted', []],
    ['oversized', 'accepted', []],
  ] as const)('of name %s is judged %s', async (name, verdict, dangers) => {
    expect(await shown(name)).toEqual({ verdict, dangers })
  })

  it('is there for every name of the list, and never the same twice', async () => {
    const [first, second] = await Promise.all([makeExample('sound', NOW / 1000), makeExample('sound', NOW / 1000)])
    expect(EXAMPLE_NAMES).toHaveLength(14)
    expect(first.compact).not.toBe(second.compact)
    expect(first.keyText).not.toBe(second.keyText)
  })
})

describe('a verdict', () => {
  const claims = { iss: 'https://login.shop.test', aud: ['https://api.shop.test'], exp: NOW / 1000 + 60, nbf: NOW / 1000 - 60 }
  const named: Expected = { issuer: 'https://login.shop.test', audience: 'https://api.shop.test', type: 'application/AT+jwt', leewaySeconds: 0 }
  const fits = { state: 'fits', facts: { kind: 'P-256', bits: null, hadPrivatePart: false, fromSet: false } } as const
  const tokenOf = (payload: object, header: object = { alg: 'ES256', typ: 'at+jwt' }) =>
    signed(
      `${encodeBase64url(new TextEncoder().encode(JSON.stringify(header)))}.${encodeBase64url(new TextEncoder().encode(JSON.stringify(payload)))}.AAAA`,
    )
  const verdict = (token: SignedToken, check: Parameters<typeof judgeToken>[1], expected = named, atMs = NOW) =>
    judgeToken(token, check, expected, [], atMs).verdict

  it.each([
    ['without a key', tokenOf(claims), null, named, NOW, 'unverified'],
    ['with all checks passed', tokenOf(claims), fits, named, NOW, 'accepted'],
    ['with nobody named', tokenOf(claims), fits, nobody, NOW, 'incomplete'],
    ['without exp', tokenOf({ ...claims, exp: undefined }), fits, named, NOW, 'incomplete'],
    ['with exp as a text', tokenOf({ ...claims, exp: '99999999999' }), fits, named, NOW, 'refused'],
    ['in the last second', tokenOf(claims), fits, named, NOW + 59_999, 'accepted'],
    ['in the second of exp', tokenOf(claims), fits, named, NOW + 60_000, 'refused'],
    ['in the second of exp with leeway', tokenOf(claims), fits, { ...named, leewaySeconds: 5 }, NOW + 60_000, 'accepted'],
    ['before nbf', tokenOf(claims), fits, named, NOW - 60_001, 'refused'],
    ['of another issuer', tokenOf({ ...claims, iss: 'https://evil.test' }), fits, named, NOW, 'refused'],
    ['for another audience', tokenOf({ ...claims, aud: 'https://other.test' }), fits, named, NOW, 'refused'],
    ['of another kind', tokenOf(claims, { alg: 'ES256', typ: 'id+jwt' }), fits, named, NOW, 'refused'],
    ['of a signature that does not fit', tokenOf(claims), { ...fits, state: 'does-not-fit' as const }, named, NOW, 'refused'],
    ['with a key that is none', tokenOf(claims), { state: 'key-refused' as const, fault: 'empty' as const }, named, NOW, 'unverified'],
  ])('on a token %s', (_, token, check, expected, atMs, result) => {
    expect(verdict(token, check, expected, atMs)).toBe(result)
  })
})
