import { distanceWords, instantWords } from '../clock-words.ts'
import { numericDate } from './claims-lint.ts'
import type { JsonObject } from './decode-token-rules.ts'
import { rfc, type Source } from './finding.ts'

/** A member of a header or a claims set as a line to read. `when` is the instant that a date names. */
export type ExplainedMember = { name: string; value: string; meaning: string | null; source: Source | null; when: string | null }

type Meaning = readonly [meaning: string, source: Source]

const HEADER: Readonly<Record<string, Meaning>> = {
  alg: ['the algorithm that the token says it was made with; a verifier has its own list', rfc(7515, '4.1.1')],
  typ: ['the kind of token', rfc(7515, '4.1.9')],
  kid: ['which key the issuer means; a stranger’s text until it is looked up', rfc(7515, '4.1.4')],
  cty: ['what the payload is; JWT means a token inside the token', rfc(7515, '4.1.10')],
  crit: ['extensions that a verifier must understand', rfc(7515, '4.1.11')],
  jku: ['an address of keys, chosen by whoever wrote the token', rfc(7515, '4.1.2')],
  jwk: ['a key, brought by whoever wrote the token', rfc(7515, '4.1.3')],
  x5u: ['an address of a certificate, chosen by whoever wrote the token', rfc(7515, '4.1.5')],
  x5c: ['certificates, brought by whoever wrote the token', rfc(7515, '4.1.6')],
  x5t: ['a SHA-1 thumbprint of a certificate', rfc(7515, '4.1.7')],
  'x5t#S256': ['a SHA-256 thumbprint of a certificate', rfc(7515, '4.1.8')],
  enc: ['how the content is encrypted', rfc(7516, '4.1.2')],
  zip: ['how the content was compressed', rfc(7516, '4.1.3')],
  epk: ['the sender’s public key for this one token', rfc(7518, '4.6.1.1')],
  p2c: ['rounds of hashing that the reader is asked for', rfc(7518, '4.8.1.2')],
  b64: ['whether the payload is encoded', rfc(7797, '3')],
}

const CLAIMS: Readonly<Record<string, Meaning>> = {
  iss: ['who issued it', rfc(7519, '4.1.1')],
  sub: ['whom or what it is about', rfc(7519, '4.1.2')],
  aud: ['for whom it is meant', rfc(7519, '4.1.3')],
  exp: ['from here on it must not be accepted', rfc(7519, '4.1.4')],
  nbf: ['before this it must not be accepted', rfc(7519, '4.1.5')],
  iat: ['when it was issued', rfc(7519, '4.1.6')],
  jti: ['the token’s own name', rfc(7519, '4.1.7')],
  client_id: ['which OAuth client it was issued to', rfc(8693, '4.3')],
  scope: ['what the bearer may do', rfc(8693, '4.2')],
  act: ['who acts on behalf of the subject', rfc(8693, '4.1')],
  cnf: ['the key that the bearer has to prove', rfc(7800, '3.1')],
  roles: ['roles of the subject', rfc(9068, '2.2.3.1')],
  groups: ['groups of the subject', rfc(9068, '2.2.3.1')],
  auth_time: ['when the person signed in', rfc(9068, '2.2.1')],
}

const DATES = ['exp', 'nbf', 'iat', 'auth_time']

/** The members of a header in their own order, each with what it means where that is laid down. */
export function explainHeader(header: JsonObject): ExplainedMember[] {
  return Object.entries(header).map(([name, value]) => explained(HEADER, name, value, null))
}

/** The claims in their own order; dates are read, and seen from `nowMs`. */
export function explainClaims(claims: JsonObject, nowMs: number): ExplainedMember[] {
  return Object.entries(claims).map(([name, value]) => {
    const seconds = DATES.includes(name) ? numericDate(value) : null
    const instant = seconds === null ? null : instantWords(seconds * 1000)
    const when = seconds === null || instant === null ? null : `${instant}, ${distanceWords(seconds * 1000, nowMs)}`
    return explained(CLAIMS, name, value, when)
  })
}

function explained(known: Readonly<Record<string, Meaning>>, name: string, value: unknown, when: string | null): ExplainedMember {
  const [meaning, source] = (Object.hasOwn(known, name) ? known[name] : undefined) ?? [null, null]
  return { name, value: JSON.stringify(value), meaning, source, when }
}
