import { distanceWords, instantWords, spanWords } from '../clock-words.ts'
import type { JsonObject, JsonPart } from './decode-token-rules.ts'
import { bis, type Finding, quoted, rfc } from './finding.ts'
import { duplicateMember } from './header-lint.ts'

/** Seconds since 1970 from which a number is surely milliseconds: the year 5138. */
const SURELY_MILLISECONDS = 1e11
/** A token without its own means of being ended should not outlive a day. */
const LONG_LIFE_SECONDS = 86_400

/** Findings about the claims; what depends on time is seen from `nowMs`. */
export function lintClaims({ value: claims, duplicates }: JsonPart, nowMs: number): Finding[] {
  return [
    ...lintDates(claims),
    ...lintExpiry(claims, nowMs),
    ...lintStart(claims, nowMs),
    ...lintParties(claims),
    ...lintContents(claims),
    ...duplicates.map((name) => duplicateMember('payload', name)),
  ]
}

/** A claim as seconds since 1970; null when it is none. */
export function numericDate(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function lintDates(claims: JsonObject): Finding[] {
  return ['exp', 'nbf', 'iat'].flatMap((name): Finding[] => {
    if (!(name in claims)) return []
    const seconds = numericDate(claims[name])
    if (seconds === null) {
      return [
        {
          code: 'date-no-number',
          severity: 'danger',
          title: `${name} is ${quoted(claims[name])}, and has to be a number`,
          detail:
            'Dates in a JWT are seconds since 1970. Some programs compare a text with a number, find neither larger, and let the token through.',
          sources: [rfc(7519, '2'), rfc(7519, name === 'exp' ? '4.1.4' : name === 'nbf' ? '4.1.5' : '4.1.6')],
        },
      ]
    }
    if (seconds < SURELY_MILLISECONDS) return []
    return [
      {
        code: 'date-milliseconds',
        severity: 'danger',
        title: `${name} is in milliseconds`,
        detail: `A JWT counts seconds. Read as seconds this is ${instantWords(seconds * 1000) ?? 'beyond every calendar'}; Date.now() was not divided by 1,000.`,
        sources: [rfc(7519, '2')],
      },
    ]
  })
}

function lintExpiry(claims: JsonObject, nowMs: number): Finding[] {
  if (!('exp' in claims)) {
    return [
      {
        code: 'exp-missing',
        severity: 'warning',
        title: 'The token never expires',
        detail: 'There is no exp. Whoever has copied it can use it until you change the key, which ends everybody’s tokens.',
        sources: [rfc(7519, '4.1.4')],
      },
    ]
  }
  const exp = numericDate(claims.exp)
  if (exp === null || exp >= SURELY_MILLISECONDS) return []
  if (exp * 1000 <= nowMs) {
    return [
      {
        code: 'expired',
        severity: 'danger',
        title: `Expired ${distanceWords(exp * 1000, nowMs)}`,
        detail: `By the clock of this page. exp is ${instantWords(exp * 1000)}; from that second on the token must not be accepted.`,
        sources: [rfc(7519, '4.1.4')],
      },
    ]
  }
  const start = numericDate(claims.iat) ?? numericDate(claims.nbf)
  const life = start === null ? null : exp - start
  if (life === null || life <= LONG_LIFE_SECONDS) return []
  return [
    {
      code: 'long-life',
      severity: 'warning',
      title: `It lives for ${spanWords(life)}`,
      detail:
        'Nothing in the token can end it earlier. A copy is worth as much as the original for all that time, unless your server keeps a list or a version to check.',
      sources: [rfc(7519, '4.1.4'), rfc(7519, '4.1.7')],
    },
  ]
}

function lintStart(claims: JsonObject, nowMs: number): Finding[] {
  const findings: Finding[] = []
  const nbf = numericDate(claims.nbf)
  if (nbf !== null && nbf < SURELY_MILLISECONDS && nbf * 1000 > nowMs) {
    findings.push({
      code: 'not-yet',
      severity: 'danger',
      title: `Not valid yet: ${distanceWords(nbf * 1000, nowMs)}`,
      detail: `nbf is ${instantWords(nbf * 1000)}. Before that the token must not be accepted; allow a few seconds for clocks that differ, never hours.`,
      sources: [rfc(7519, '4.1.5')],
    })
  }
  const iat = numericDate(claims.iat)
  if (iat !== null && iat < SURELY_MILLISECONDS && iat * 1000 > nowMs) {
    findings.push({
      code: 'issued-later',
      severity: 'warning',
      title: `Issued in the future: ${distanceWords(iat * 1000, nowMs)}`,
      detail: 'By the clock of this page. Either a clock is wrong or the claim was made up.',
      sources: [rfc(7519, '4.1.6')],
    })
  }
  return findings
}

function lintParties(claims: JsonObject): Finding[] {
  const findings: Finding[] = []
  if (!('iss' in claims)) {
    findings.push({
      code: 'iss-missing',
      severity: 'warning',
      title: 'Nobody says that they issued it (iss)',
      detail: 'Without an issuer the verifier cannot tell whose keys to use. With one, the key that fits must be one of that issuer’s.',
      sources: [bis('3.8'), rfc(7519, '4.1.1')],
    })
  }
  if (!('aud' in claims)) {
    findings.push({
      code: 'aud-missing',
      severity: 'warning',
      title: 'It is meant for nobody in particular (aud)',
      detail:
        'Any service that trusts the issuer will take it, so one service can use at another what it was handed. An issuer with more than one recipient must name them.',
      sources: [bis('2.7'), bis('3.9')],
    })
  } else if (Array.isArray(claims.aud) && claims.aud.length > 1) {
    findings.push({
      code: 'aud-several',
      severity: 'note',
      title: `It is meant for ${claims.aud.length} recipients`,
      detail: 'Each of them can use it at the others. One token for each recipient keeps them apart.',
      sources: [bis('2.7'), bis('3.9')],
    })
  }
  if (!('sub' in claims)) {
    findings.push({
      code: 'sub-missing',
      severity: 'note',
      title: 'It is about nobody (sub)',
      detail: 'Who or what the statement is about belongs into sub, unique for its issuer. A name or an address changes and can be taken over.',
      sources: [bis('3.8'), rfc(7519, '4.1.2')],
    })
  }
  if (!('jti' in claims)) {
    findings.push({
      code: 'jti-missing',
      severity: 'note',
      title: 'The token has no name of its own (jti)',
      detail: 'To end this one token early, or to notice that it is used twice, a server needs an id that it can write down.',
      sources: [rfc(7519, '4.1.7')],
    })
  }
  return findings
}

const PERSONAL = ['email', 'phone_number', 'phone', 'address', 'birthdate', 'name', 'given_name', 'family_name', 'ip']
const SECRET = /^(password|passwd|pwd|secret|api_?key|ssn|credit_?card|card_?number|pin|private_?key|refresh_token|access_token)$/i
const PRIVILEGE = /^(admin|is_?admin|role|roles|permissions|scope|scp|groups|entitlements)$/i

function lintContents(claims: JsonObject): Finding[] {
  const names = Object.keys(claims)
  const secrets = names.filter((name) => SECRET.test(name))
  const personal = names.filter((name) => PERSONAL.includes(name))
  const privileges = names.filter((name) => PRIVILEGE.test(name))
  const findings: Finding[] = []
  if (secrets.length > 0) {
    findings.push({
      code: 'secret-readable',
      severity: 'danger',
      title: `A secret lies open in it: ${secrets.join(', ')}`,
      detail: 'The payload is encoded, not encrypted. Whoever sees the token reads it, and so does every log that it reaches.',
      sources: [rfc(7519, '12')],
    })
  }
  if (personal.length > 0) {
    findings.push({
      code: 'personal-readable',
      severity: 'warning',
      title: `Personal data lies open in it: ${personal.join(', ')}`,
      detail: 'Leave it out and let the service look it up by sub. If it has to travel, encrypt it, and send it over TLS in any case.',
      sources: [rfc(7519, '12')],
    })
  }
  if (privileges.length > 0) {
    findings.push({
      code: 'privileges',
      severity: 'note',
      title: `It claims rights: ${privileges.join(', ')}`,
      detail: 'They are a stranger’s words until the signature, the issuer and the audience are checked, and stay as they were at issue until exp.',
      sources: [bis('3.10')],
    })
  }
  return findings
}
