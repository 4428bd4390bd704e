/** The signature algorithms that the page can verify, by kind of key. Source: RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2. */
export const ALGORITHMS = {
  HS256: { key: 'secret', bits: 256 },
  HS384: { key: 'secret', bits: 384 },
  HS512: { key: 'secret', bits: 512 },
  RS256: { key: 'RSA', bits: 2048 },
  RS384: { key: 'RSA', bits: 2048 },
  RS512: { key: 'RSA', bits: 2048 },
  PS256: { key: 'RSA', bits: 2048 },
  PS384: { key: 'RSA', bits: 2048 },
  PS512: { key: 'RSA', bits: 2048 },
  ES256: { key: 'P-256', bits: 256 },
  ES384: { key: 'P-384', bits: 384 },
  ES512: { key: 'P-521', bits: 521 },
  Ed25519: { key: 'Ed25519', bits: 256 },
  EdDSA: { key: 'Ed25519', bits: 256 },
} as const satisfies Record<string, { key: string; bits: number }>

export type Algorithm = keyof typeof ALGORITHMS
export type KeyKind = (typeof ALGORITHMS)[Algorithm]['key']

export const ALGORITHM_NAMES = Object.keys(ALGORITHMS) as Algorithm[]

/** Whether a name is one of them, letter by letter: names of algorithms are case-sensitive (RFC 7515 §4.1.1). */
export function isAlgorithm(name: unknown): name is Algorithm {
  return typeof name === 'string' && Object.hasOwn(ALGORITHMS, name)
}
