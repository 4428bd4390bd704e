import { compactVerify, errors } from 'jose'
import { ALGORITHMS, type Algorithm, isAlgorithm } from './algorithms.ts'
import type { DecodedToken } from './decode-token-rules.ts'
import { fitsSecret, guessSecret } from './guess-secret.ts'
import { type KeyFacts, type KeyFault, looksLikePublicKey, readKey, type SecretForm } from './read-key.ts'

export type SignedToken = Extract<DecodedToken, { kind: 'jws' }>

/** What the person pinned: one algorithm, one key. */
type Pin = { algorithm: Algorithm; keyText: string; secretForm: SecretForm }

/** What came of checking a signature. Only `fits` says that the holder of this key made this token, and nothing else says it. */
export type SignatureCheck =
  | { state: 'fits'; facts: KeyFacts }
  | { state: 'does-not-fit'; facts: KeyFacts }
  /** Refused before any cryptography: the token names another algorithm than the pinned one. */
  | { state: 'other-algorithm'; named: string; isConfusion: boolean }
  | { state: 'key-refused'; fault: KeyFault }
  | { state: 'extension-unknown' }

/**
 * Checks the signature of a token with the pinned key and algorithm, in that order: the algorithm is compared before the key is looked at, and the token
 * chooses neither. Everything happens in this process; nothing is sent. Source: rfc8725bis §3.1, RFC 7515 §5.2.
 */
export async function checkSignature(token: SignedToken, pin: Pin): Promise<SignatureCheck> {
  const { alg, kid } = token.header.value
  if (alg !== pin.algorithm) {
    return { state: 'other-algorithm', named: typeof alg === 'string' ? alg : '', isConfusion: await isSignedWithPublicKey(token, pin) }
  }
  const read = await readKey(pin.keyText, pin.algorithm, pin.secretForm, kid)
  if (!read.ok) return { state: 'key-refused', fault: read.reason }
  const { key, facts } = read.value
  try {
    await compactVerify(token.compact, key, { algorithms: [pin.algorithm] })
    return { state: 'fits', facts }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { state: 'does-not-fit', facts }
    if (error instanceof errors.JOSENotSupported || error instanceof errors.JWSInvalid) return { state: 'extension-unknown' }
    throw error
  }
}

/** Whether a token of an HMAC algorithm was signed with the bytes of the public key that was pasted: the forgery of confused algorithms. */
async function isSignedWithPublicKey(token: SignedToken, { keyText }: Pin): Promise<boolean> {
  const { alg } = token.header.value
  if (!isAlgorithm(alg) || ALGORITHMS[alg].key !== 'secret' || !looksLikePublicKey(keyText)) return false
  const text = keyText.trim()
  for (const candidate of [text, `${text}\n`]) if (await fitsSecret(token.compact, alg, new TextEncoder().encode(candidate))) return true
  return false
}

/** An everyday word that signs this token as well as its owner does; null when the short list holds none. */
export async function findWeakSecret(token: SignedToken): Promise<string | null> {
  return guessSecret(token.compact, token.header.value.alg)
}
