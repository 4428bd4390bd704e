import { importJWK, importSPKI, importX509, type JWK } from 'jose'
import { failure, type Result, success } from '#lib/result.ts'
import { ALGORITHMS, type Algorithm, type KeyKind } from './algorithms.ts'
import { decodeBase64url } from './base64url.ts'

/** How the text of an HMAC secret stands for its bytes. */
export type SecretForm = 'text' | 'base64url'

/** What the page may say about a key; never the key itself. `bits` is its length, null where the curve says it. */
export type KeyFacts = { kind: KeyKind; bits: number | null; hadPrivatePart: boolean; fromSet: boolean }

type ReadKey = { key: CryptoKey | Uint8Array; facts: KeyFacts }

/** Why a text is no key for the pinned algorithm. */
export type KeyFault =
  | 'empty'
  | 'public-key-as-secret'
  | 'secret-not-base64url'
  | 'private-pem'
  | 'old-pem'
  | 'not-a-key'
  | 'jwk-kind'
  | 'jwk-no-match'
  | 'jwk-several'
  | 'rsa-short'
  | 'unreadable'

/** A text that begins like a public key, a certificate or a set of keys, and so cannot be a secret. */
export function looksLikePublicKey(text: string): boolean {
  const jwk = parseJson(text)
  return /^\s*-----BEGIN/.test(text) || (jwk !== null && jwk.kty !== 'oct')
}

/**
 * The key that a person pasted, for exactly one algorithm: a secret (text, base64url, or a JWK of kind `oct`) for HMAC; else SPKI or certificate as PEM, a
 * JWK, or a set of them, in which `kid` chooses. A private part of a JWK is dropped. Source: rfc8725bis §3.1 (one key, one algorithm), RFC 7518 §3.
 */
export async function readKey(text: string, algorithm: Algorithm, form: SecretForm, kid: unknown): Promise<Result<ReadKey, KeyFault>> {
  if (text.trim() === '') return failure('empty')
  return ALGORITHMS[algorithm].key === 'secret' ? readSecret(text, form) : readPublicKey(text.trim(), algorithm, kid)
}

function readSecret(text: string, form: SecretForm): Result<ReadKey, KeyFault> {
  if (looksLikePublicKey(text)) return failure('public-key-as-secret')
  const jwk = parseJson(text)
  const encoded = jwk ? String(jwk.k ?? '') : form === 'base64url' ? text.trim() : null
  const key = encoded === null ? new TextEncoder().encode(text) : decodeBase64url(encoded)
  if (!key || key.length === 0) return failure('secret-not-base64url')
  return success({ key, facts: { kind: 'secret', bits: key.length * 8, hadPrivatePart: false, fromSet: false } })
}

async function readPublicKey(text: string, algorithm: Algorithm, kid: unknown): Promise<Result<ReadKey, KeyFault>> {
  const label = /^-----BEGIN ([A-Z0-9 ]+)-----/.exec(text)?.[1]
  if (label?.includes('PRIVATE KEY')) return failure('private-pem')
  if (label === 'PUBLIC KEY') return imported(() => importSPKI(text, algorithm, { extractable: true }), algorithm)
  if (label === 'CERTIFICATE') return imported(() => importX509(text, algorithm, { extractable: true }), algorithm)
  if (label !== undefined) return failure('old-pem')
  const json = parseJson(text)
  if (!json) return failure('not-a-key')
  const chosen = Array.isArray(json.keys) ? chooseKey(json.keys, kid) : success(json)
  if (!chosen.ok) return chosen
  const jwk = chosen.value
  if (!fitsKind(jwk, algorithm)) return failure('jwk-kind')
  const { kty, crv, x, y, n, e } = jwk as JWK
  const publicPart = Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined))
  const facts = { hadPrivatePart: 'd' in jwk, fromSet: Array.isArray(json.keys) }
  return imported(async () => (await importJWK(publicPart as JWK, algorithm, { extractable: true })) as CryptoKey, algorithm, facts)
}

function chooseKey(keys: readonly unknown[], kid: unknown): Result<Record<string, unknown>, KeyFault> {
  const known = keys.filter((key): key is Record<string, unknown> => typeof key === 'object' && key !== null)
  const named = kid === undefined ? known : known.filter((key) => key.kid === kid)
  const [first, second] = named
  if (!first) return failure('jwk-no-match')
  return second ? failure('jwk-several') : success(first)
}

/** The kind of key and, where the JWK says it, use and algorithm: one key is for one algorithm. */
function fitsKind(jwk: Record<string, unknown>, algorithm: Algorithm): boolean {
  const kind = ALGORITHMS[algorithm].key
  const hasKind =
    kind === 'RSA' ? jwk.kty === 'RSA' : kind === 'Ed25519' ? jwk.kty === 'OKP' && jwk.crv === 'Ed25519' : jwk.kty === 'EC' && jwk.crv === kind
  const isTheSame = jwk.alg === undefined || jwk.alg === algorithm || (kind === 'Ed25519' && (jwk.alg === 'EdDSA' || jwk.alg === 'Ed25519'))
  return hasKind && isTheSame && (jwk.use === undefined || jwk.use === 'sig')
}

async function imported(
  importKey: () => Promise<CryptoKey>,
  algorithm: Algorithm,
  found: Pick<KeyFacts, 'hadPrivatePart' | 'fromSet'> = { hadPrivatePart: false, fromSet: false },
): Promise<Result<ReadKey, KeyFault>> {
  const { key: kind, bits: bitsMin } = ALGORITHMS[algorithm]
  try {
    const key = await importKey()
    const bits = 'modulusLength' in key.algorithm ? Number(key.algorithm.modulusLength) : null
    if (bits !== null && bits < bitsMin) return failure('rsa-short')
    return success({ key, facts: { kind, bits, ...found } })
  } catch {
    // WebCrypto and jose throw errors of many kinds for a key that is broken or of another kind; to the person all of them say the same.
    return failure('unreadable')
  }
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
