import { CompactEncrypt, CompactSign, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import type { Algorithm } from './algorithms.ts'
import { encodeBase64url, encodeText } from './base64url.ts'
import type { SecretForm } from './read-key.ts'

/** A token to try the page with, and what its verifier would pin. Keys are made at the moment and kept by nobody. */
export type Example = {
  compact: string
  algorithm: Algorithm
  keyText: string
  secretForm: SecretForm
  issuer: string
  audience: string
  type: string
}

export const EXAMPLE_NAMES = [
  'sound',
  'expired',
  'unsigned',
  'confused',
  'weak-secret',
  'bare',
  'other-audience',
  'brought-key',
  'kid-path',
  'critical',
  'duplicate',
  'nested',
  'encrypted',
  'oversized',
] as const
export type ExampleName = (typeof EXAMPLE_NAMES)[number]

const ISSUER = 'https://login.shop.test'
const AUDIENCE = 'https://api.shop.test'
const TYPE = 'at+jwt'
const LIFE_SECONDS = 900

/** Makes an example anew, as of `nowSeconds`. Throws only where the browser offers no cryptography. */
export async function makeExample(name: ExampleName, nowSeconds: number): Promise<Example> {
  const { publicKey, privateKey } = await generateKeyPair(name === 'confused' ? 'RS256' : 'ES256', { extractable: true })
  const spki = await exportSPKI(publicKey)
  const claims = soundClaims(nowSeconds)
  const sign = (payload: Record<string, unknown>, header: Record<string, unknown> = {}) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: TYPE, kid: '2026-11', ...header }).sign(privateKey)
  const example = (compact: string, change: Partial<Example> = {}): Example => ({
    compact,
    algorithm: 'ES256',
    keyText: spki,
    secretForm: 'text',
    issuer: ISSUER,
    audience: AUDIENCE,
    type: TYPE,
    ...change,
  })
  switch (name) {
    case 'sound':
      return example(await sign(claims))
    case 'expired':
      return example(await sign(soundClaims(nowSeconds - 7200)))
    case 'unsigned':
      return example(`${encodeText('{"alg":"none","typ":"at+jwt"}')}.${encodeText(JSON.stringify({ ...claims, role: 'admin' }))}.`)
    case 'confused':
      return example(await hmac({ alg: 'HS256', typ: TYPE }, { ...claims, role: 'admin' }, spki.trim()), { algorithm: 'RS256' })
    case 'weak-secret':
      return example(await hmac({ alg: 'HS256', typ: 'JWT' }, claims, 'changeme'), { algorithm: 'HS256', keyText: 'changeme', type: '' })
    case 'bare':
      return example(
        await new SignJWT({ user: 'alice', email: 'alice@shop.test', admin: false }).setProtectedHeader({ alg: 'ES256' }).sign(privateKey),
      )
    case 'other-audience':
      return example(await sign({ ...claims, aud: 'https://newsletter.shop.test' }))
    case 'brought-key':
      return example(await sign(claims, { jku: 'https://evil.test/keys.json', jwk: await exportJWK(publicKey) }), {
        keyText: await exportSPKI((await generateKeyPair('ES256', { extractable: true })).publicKey),
      })
    case 'kid-path':
      return example(await sign(claims, { kid: '../../../../dev/null' }))
    case 'critical':
      return example(
        await signRaw({ alg: 'ES256', typ: TYPE, crit: ['https://shop.test/tenant'], 'https://shop.test/tenant': 7 }, claims, privateKey),
      )
    case 'duplicate':
      return example(await signText({ alg: 'ES256', typ: TYPE }, JSON.stringify(claims).replace(/}$/, ',"sub":"admin"}'), privateKey))
    case 'nested':
      return example(await signText({ alg: 'ES256', cty: 'JWT' }, await sign(claims), privateKey))
    case 'encrypted': {
      const recipient = await generateKeyPair('RSA-OAEP-256', { extractable: true })
      const payload = new TextEncoder().encode(JSON.stringify(claims))
      return example(
        await new CompactEncrypt(payload).setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', typ: TYPE }).encrypt(recipient.publicKey),
      )
    }
    case 'oversized':
      return example(await sign({ ...claims, permissions: Array.from({ length: 240 }, (_, index) => `orders:${index + 1}:read`) }))
  }
}

function soundClaims(nowSeconds: number): Record<string, unknown> {
  const jti = encodeBase64url(crypto.getRandomValues(new Uint8Array(12)))
  return { iss: ISSUER, sub: 'user-4711', aud: AUDIENCE, iat: nowSeconds, exp: nowSeconds + LIFE_SECONDS, jti }
}

async function hmac(header: { alg: string; typ: string }, claims: Record<string, unknown>, secret: string): Promise<string> {
  const input = `${encodeText(JSON.stringify(header))}.${encodeText(JSON.stringify(claims))}`
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(input))
  return `${input}.${encodeBase64url(new Uint8Array(signature))}`
}

function signText(header: { alg: string; typ?: string; cty?: string }, payload: string, key: CryptoKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader(header).sign(key)
}

/** Signs under a header that the library refuses to write. */
async function signRaw(header: Record<string, unknown>, claims: Record<string, unknown>, key: CryptoKey): Promise<string> {
  const input = `${encodeText(JSON.stringify(header))}.${encodeText(JSON.stringify(claims))}`
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(input))
  return `${input}.${encodeBase64url(new Uint8Array(signature))}`
}
