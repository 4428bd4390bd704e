import { ALGORITHMS, type Algorithm } from './algorithms.ts'
import { bis, type Finding, rfc } from './finding.ts'
import type { KeyFacts, KeyFault } from './read-key.ts'
import type { SignatureCheck } from './verify-token.ts'

/** Findings about the pinned key and what the check of the signature brought to light. `weakSecret` is a word that was guessed. */
export function lintKey(check: SignatureCheck | null, algorithm: Algorithm, weakSecret: string | null): Finding[] {
  const findings: Finding[] = weakSecret === null ? [] : [guessedSecret(weakSecret)]
  if (!check) return findings
  if ('facts' in check) findings.push(...lintFacts(check.facts, algorithm))
  if (check.state === 'other-algorithm') findings.push(otherAlgorithm(check, algorithm))
  if (check.state === 'key-refused' && check.fault === 'public-key-as-secret') findings.push(publicAsSecret())
  return findings
}

function guessedSecret(word: string): Finding {
  return {
    code: 'secret-guessed',
    severity: 'danger',
    title: `This token is signed with the secret “${word}”`,
    detail:
      'This page tried some fifty everyday words, in your browser, and one fits. Anyone who sees one token can do the same at leisure and then sign whatever they like. Replace it by random bytes from a generator.',
    sources: [bis('2.2'), bis('3.5')],
  }
}

function lintFacts({ kind, bits, hadPrivatePart }: KeyFacts, algorithm: Algorithm): Finding[] {
  const findings: Finding[] = []
  const bitsMin = ALGORITHMS[algorithm].bits
  if (kind === 'secret' && bits !== null && bits < bitsMin) {
    findings.push({
      code: 'secret-short',
      severity: 'danger',
      title: `The secret has ${bits} bits; ${algorithm} needs at least ${bitsMin}`,
      detail:
        'A shorter one can be searched through on the attacker’s own machine, with a single token to compare with. Take the bytes from a random generator, not from a person.',
      sources: [rfc(7518, '3.2'), bis('3.5')],
    })
  }
  if (hadPrivatePart) {
    findings.push({
      code: 'private-key',
      severity: 'warning',
      title: 'You pasted a private key',
      detail:
        'Only its public part was used, and nothing left this page. All the same a private key belongs on the machine that signs and in no clipboard; if it is in real use, think of replacing it.',
      sources: [rfc(7517, '9.2')],
    })
  }
  return findings
}

function otherAlgorithm({ named, isConfusion }: Extract<SignatureCheck, { state: 'other-algorithm' }>, algorithm: Algorithm): Finding {
  if (isConfusion) {
    return {
      code: 'algorithm-confusion',
      severity: 'danger',
      title: `A forgery: ${named} with your public key as the secret`,
      detail:
        'The public key is known to everyone, so everyone can compute this HMAC. A verifier that lets the token choose the algorithm takes the key for a secret and finds that it fits. Yours must insist on the algorithm that belongs to the key.',
      sources: [bis('2.1'), bis('3.1')],
    }
  }
  return {
    code: 'algorithm-mismatch',
    severity: 'danger',
    title: `The token says ${named === '' ? 'no algorithm' : `“${named}”`}, you said ${algorithm}`,
    detail: 'The verifier decides, never the token. If the issuer does use the other one, pin that; if not, refuse the token.',
    sources: [bis('3.1')],
  }
}

function publicAsSecret(): Finding {
  return {
    code: 'public-key-as-secret',
    severity: 'danger',
    title: 'A public key is no secret',
    detail:
      'To verify an HMAC with it is the mistake on which the forgery by confused algorithms rests. Choose the algorithm that belongs to this key.',
    sources: [bis('2.1'), bis('3.1')],
  }
}

/** What to say beside the field of the key. */
export const KEY_FAULT_WORDS: Readonly<Record<KeyFault, string>> = {
  empty: 'Expected the key with which to check.',
  'public-key-as-secret': 'Expected a secret; this is a public key or a certificate, which everybody knows.',
  'secret-not-base64url': 'Expected base64url: letters, digits, - and _, no padding. If the secret is plain text, say so above.',
  'private-pem': 'Expected a public key. This is a private one: take it out again; whoever verifies does not need it.',
  'old-pem': 'Expected PEM that begins with “BEGIN PUBLIC KEY” or “BEGIN CERTIFICATE”.',
  'not-a-key': 'Expected a public key: PEM, a JWK, or a set of JWKs.',
  'jwk-kind': 'Expected a key for this algorithm; this one says that it is of another kind or for another use.',
  'jwk-no-match': 'Expected a set with the key that the token names (kid); it is not in there.',
  'jwk-several': 'Expected one key; the token names none (kid) and the set has several.',
  'rsa-short': 'Expected an RSA key of at least 2,048 bits (RFC 7518 §3.3).',
  unreadable: 'Expected a key for this algorithm; this text is damaged or of another kind.',
}
