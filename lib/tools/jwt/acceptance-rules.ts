import { distanceWords } from '../clock-words.ts'
import { numericDate } from './claims-lint.ts'
import type { JsonObject } from './decode-token-rules.ts'
import { type Finding, quoted } from './finding.ts'
import type { SignatureCheck, SignedToken } from './verify-token.ts'

/** What the verifier expects; an empty text means that nothing was said. */
export type Expected = { issuer: string; audience: string; type: string; leewaySeconds: number }

/** `open`: nothing was said against which to check, so nothing was checked. */
export type Check = { name: 'signature' | 'exp' | 'nbf' | 'iss' | 'aud' | 'typ'; state: 'passed' | 'failed' | 'open'; words: string }

/**
 * `unverified` until a signature fits; `incomplete` as long as any of the checks is open; `endangered` when all have passed and yet there is a finding of
 * danger; `accepted` only without either.
 */
export type Acceptance = { verdict: 'unverified' | 'refused' | 'incomplete' | 'endangered' | 'accepted'; checks: Check[] }

/**
 * Whether this token may be accepted by this verifier at this time. Nothing passes by being left out: a token without exp, or an issuer, audience or kind
 * that nobody named, leaves its check open. `findings` are those of the lint. Source: RFC 7519 §4.1, §7.2; rfc8725bis §3.3, §3.8, §3.9, §3.11.
 */
export function judgeToken(
  token: SignedToken,
  signature: SignatureCheck | null,
  expected: Expected,
  findings: readonly Finding[],
  nowMs: number,
): Acceptance {
  const claims = token.payload.kind === 'claims' ? token.payload.value : {}
  const checks: Check[] = [
    signatureCheck(signature),
    expiryCheck(claims, expected.leewaySeconds, nowMs),
    startCheck(claims, expected.leewaySeconds, nowMs),
    issuerCheck(claims, expected.issuer),
    audienceCheck(claims, expected.audience),
    typeCheck(token.header.value.typ, expected.type),
  ]
  const isAny = (state: Check['state']) => checks.some((check) => check.state === state)
  const isSigned = checks[0]?.state === 'passed'
  const isUnambiguous = token.header.duplicates.length === 0 && token.payload.kind === 'claims' && token.payload.duplicates.length === 0
  if (signature && (isAny('failed') || !isUnambiguous)) return { verdict: 'refused', checks }
  if (!isSigned) return { verdict: 'unverified', checks }
  if (isAny('open')) return { verdict: 'incomplete', checks }
  return { verdict: findings.some(({ severity }) => severity === 'danger') ? 'endangered' : 'accepted', checks }
}

function signatureCheck(signature: SignatureCheck | null): Check {
  const name = 'signature'
  if (!signature) return { name, state: 'open', words: 'Not checked: no key was given.' }
  switch (signature.state) {
    case 'fits':
      return { name, state: 'passed', words: 'It fits the key and the algorithm that you pinned.' }
    case 'does-not-fit':
      return { name, state: 'failed', words: 'It does not fit this key: another key made it, or somebody changed the token.' }
    case 'other-algorithm':
      return { name, state: 'failed', words: 'The token names another algorithm than the one that you pinned.' }
    case 'extension-unknown':
      return { name, state: 'failed', words: 'The token demands an extension that this verifier does not know.' }
    case 'key-refused':
      return { name, state: 'open', words: 'Not checked: the key cannot be used.' }
  }
}

function expiryCheck(claims: JsonObject, leewaySeconds: number, nowMs: number): Check {
  const name = 'exp'
  if (!('exp' in claims)) return { name, state: 'open', words: 'There is no exp: it never ends.' }
  const exp = numericDate(claims.exp)
  if (exp === null) return { name, state: 'failed', words: 'It is no number.' }
  const isOver = nowMs >= (exp + leewaySeconds) * 1000
  return { name, state: isOver ? 'failed' : 'passed', words: `It ${isOver ? 'ended' : 'ends'} ${distanceWords(exp * 1000, nowMs)}.` }
}

function startCheck(claims: JsonObject, leewaySeconds: number, nowMs: number): Check {
  const name = 'nbf'
  if (!('nbf' in claims)) return { name, state: 'passed', words: 'There is no nbf: it is valid from the start.' }
  const nbf = numericDate(claims.nbf)
  if (nbf === null) return { name, state: 'failed', words: 'It is no number.' }
  const isEarly = nowMs < (nbf - leewaySeconds) * 1000
  return { name, state: isEarly ? 'failed' : 'passed', words: isEarly ? `It begins ${distanceWords(nbf * 1000, nowMs)}.` : 'It has begun.' }
}

function issuerCheck(claims: JsonObject, issuer: string): Check {
  const name = 'iss'
  if (issuer === '') return { name, state: 'open', words: 'Not checked: you named no issuer.' }
  if (claims.iss === issuer) return { name, state: 'passed', words: 'It is the issuer that you named.' }
  return { name, state: 'failed', words: 'iss' in claims ? `It is ${quoted(claims.iss)}.` : 'The token names none.' }
}

function audienceCheck(claims: JsonObject, audience: string): Check {
  const name = 'aud'
  if (audience === '') return { name, state: 'open', words: 'Not checked: you did not say who you are.' }
  const named: unknown[] = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
  if (named.includes(audience)) return { name, state: 'passed', words: 'It is meant for you.' }
  return { name, state: 'failed', words: 'aud' in claims ? `It is meant for ${quoted(claims.aud)}.` : 'It is meant for nobody in particular.' }
}

function typeCheck(typ: unknown, expected: string): Check {
  const name = 'typ'
  if (expected === '') return { name, state: 'open', words: 'Not checked: you named no kind.' }
  if (typeof typ === 'string' && mediaType(typ) === mediaType(expected)) return { name, state: 'passed', words: 'It is of the kind that you named.' }
  return { name, state: 'failed', words: typ === undefined ? 'The token does not say.' : `It is ${quoted(typ)}.` }
}

/** RFC 7515 §4.1.9: without a slash, `application/` is understood; media types know no case. */
function mediaType(type: string): string {
  const name = type.toLowerCase()
  return name.includes('/') ? name : `application/${name}`
}
