import { ALGORITHMS, type Algorithm, isAlgorithm } from './algorithms.ts'
import { decodeBase64url } from './base64url.ts'

/** Words that people put where a random secret belongs. An attacker's list has millions; each of these is found in a moment. */
const COMMON_SECRETS = [
  'secret',
  'Secret',
  'secret123',
  'secretkey',
  'secret-key',
  'secret_key',
  'supersecret',
  'mysecret',
  'my-secret',
  'topsecret',
  'shhh',
  'shhhhh',
  'password',
  'Password1',
  'password123',
  'passw0rd',
  'changeme',
  'changeit',
  'change-me',
  'admin',
  'root',
  'test',
  'testing',
  'key',
  'jwt',
  'jwtsecret',
  'jwt-secret',
  'jwt_secret',
  'token',
  'qwerty',
  'letmein',
  'welcome',
  'default',
  'example',
  'dev',
  'development',
  'production',
  'local',
  'keyboard cat',
  'hello',
  '0',
  '1234',
  '12345',
  '123456',
  '12345678',
  '123456789',
  '1234567890',
  'abc123',
  'shop',
]

/** The everyday word with which a token was signed; null when it was none of a short list, or the algorithm takes no secret. */
export async function guessSecret(compact: string, alg: unknown): Promise<string | null> {
  if (!isAlgorithm(alg) || ALGORITHMS[alg].key !== 'secret') return null
  for (const word of COMMON_SECRETS) if (await fitsSecret(compact, alg, new TextEncoder().encode(word))) return word
  return null
}

/** Whether the token's HMAC was made with these bytes, whatever else is wrong with them as a key. */
export async function fitsSecret(compact: string, alg: Algorithm, secret: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const end = compact.lastIndexOf('.')
  const signature = decodeBase64url(compact.slice(end + 1))
  if (!signature || secret.length === 0) return false
  const algorithm = { name: 'HMAC', hash: `SHA-${alg.slice(2)}` }
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, signature, new TextEncoder().encode(compact.slice(0, end)))
}
