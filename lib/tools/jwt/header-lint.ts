import { isAlgorithm } from './algorithms.ts'
import type { DecodedToken, JsonObject } from './decode-token-rules.ts'
import { bis, type Finding, quoted, rfc } from './finding.ts'

/** Names that RFC 7515 §4.1 itself defines; `crit` may not name them (§4.1.11). */
const BASE_PARAMETERS = ['alg', 'jku', 'jwk', 'kid', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'typ', 'cty', 'crit']
/** Twice the count that rfc8725bis §3.13 names as an example, from which it advises to refuse. */
const PBES2_COUNT_MAX = 1_200_000

/** Findings about the header of a token; `isEncrypted` for a JWE, whose `alg` is of another list. */
export function lintHeader(token: Extract<DecodedToken, { kind: 'jws' | 'jwe' }>): Finding[] {
  const header = token.header.value
  const isEncrypted = token.kind === 'jwe'
  return [
    ...(isEncrypted ? lintEncryption(header) : lintAlgorithm(header.alg, token.signatureBytes)),
    ...lintKeySources(header),
    ...lintKeyId(header.kid),
    ...lintCritical(header),
    ...lintType(header.typ),
    ...token.header.duplicates.map((name): Finding => duplicateMember('header', name)),
  ]
}

/** A member that stands twice in one part. */
export function duplicateMember(part: 'header' | 'payload', name: string): Finding {
  return {
    code: 'duplicate-member',
    severity: 'danger',
    title: `${quoted(name)} stands twice in the ${part}`,
    detail:
      'One program reads the first value, another the last, so two programs can check and use different things. A verifier refuses such a token, or takes the last one everywhere.',
    sources: part === 'header' ? [rfc(7515, '4')] : [rfc(7519, '4'), bis('3.1')],
  }
}

function lintAlgorithm(alg: unknown, signatureBytes: number): Finding[] {
  if (typeof alg !== 'string') {
    return [
      {
        code: 'alg-missing',
        severity: 'danger',
        title: 'The header names no algorithm',
        detail: 'Every signed token has to. A program that goes on regardless uses whatever its author happened to think of.',
        sources: [rfc(7515, '4.1.1')],
      },
    ]
  }
  if (alg.toLowerCase() === 'none') {
    const isDisguised = alg !== 'none'
    return [
      {
        code: isDisguised ? 'alg-none-disguised' : 'alg-none',
        severity: 'danger',
        title: isDisguised ? `The algorithm is ${quoted(alg)}, “none” in disguise` : 'The algorithm is “none”: nobody signed this',
        detail: isDisguised
          ? 'Names are case-sensitive, so this one does not exist. It is written to slip past a list of forbidden names; a list of allowed names stops it.'
          : 'Anyone can write such a token. Accept the algorithms that you name, and this one will never be among them.',
        sources: isDisguised ? [bis('2.11'), bis('3.1')] : [bis('2.1'), bis('3.2')],
      },
    ]
  }
  if (!isAlgorithm(alg)) {
    return [
      {
        code: 'alg-unknown',
        severity: 'warning',
        title: `${quoted(alg)} is no signature algorithm that this page knows`,
        detail: 'Names are case-sensitive. A verifier has a short list of allowed names and refuses all others.',
        sources: [bis('3.1'), rfc(7518, '3.1')],
      },
    ]
  }
  return [...(signatureBytes === 0 ? [missingSignature(alg)] : []), ...lintKnownAlgorithm(alg)]
}

function missingSignature(alg: string): Finding {
  return {
    code: 'signature-missing',
    severity: 'danger',
    title: `The header says ${alg}, and the signature is empty`,
    detail: 'Somebody cut it off to see whether your verifier looks. It has to refuse the token.',
    sources: [bis('3.3'), rfc(7515, '5.2')],
  }
}

function lintKnownAlgorithm(alg: string): Finding[] {
  if (alg === 'EdDSA') {
    return [
      {
        code: 'alg-polymorphic',
        severity: 'note',
        title: '“EdDSA” leaves the curve open',
        detail: 'It stands for two algorithms. The newer name “Ed25519” says which one is meant, and a list of allowed names can then say so too.',
        sources: [bis('3.2')],
      },
    ]
  }
  if (!alg.startsWith('HS')) return []
  return [
    {
      code: 'alg-symmetric',
      severity: 'note',
      title: `${alg}: whoever can verify this token can also write one`,
      detail: `The secret is the same on both sides. It must be random and at least ${alg.slice(2)} bits long, and no second program should hold it.`,
      sources: [bis('3.5'), rfc(7518, '3.2')],
    },
  ]
}

function lintEncryption(header: JsonObject): Finding[] {
  const findings: Finding[] = [
    {
      code: 'encrypted',
      severity: 'warning',
      title: 'This is an encrypted token (JWE), not a signed one',
      detail:
        'That it can be decrypted says nothing about who wrote it: with a public key anyone can encrypt. A verifier for signed tokens refuses it; if there is a signed token inside, both have to be checked.',
      sources: [bis('2.3'), bis('3.3')],
    },
  ]
  if (header.alg === 'RSA1_5') {
    findings.push({
      code: 'alg-rsa1-5',
      severity: 'danger',
      title: 'RSA1_5 encrypts in a way that has been broken again and again',
      detail: 'Use RSA-OAEP-256, or an agreement of keys such as ECDH-ES.',
      sources: [bis('3.2')],
    })
  }
  if ('zip' in header) {
    findings.push({
      code: 'compressed',
      severity: 'warning',
      title: 'The content was compressed before it was encrypted',
      detail:
        'Its length then tells about its content, and a small token can unpack into a huge one. Leave compression out; where you must read it, cap what comes out.',
      sources: [bis('3.6'), bis('3.15')],
    })
  }
  if (typeof header.alg === 'string' && header.alg.startsWith('PBES2') && Number(header.p2c) > PBES2_COUNT_MAX) {
    findings.push({
      code: 'iterations',
      severity: 'danger',
      title: `The header asks for ${Number(header.p2c).toLocaleString('en-GB')} rounds of hashing`,
      detail: 'Whoever sends the token chooses how long your server works. Refuse counts above a limit of your own.',
      sources: [bis('2.10'), bis('3.13')],
    })
  }
  return findings
}

const BROUGHT: Record<string, string> = {
  jku: 'an address to fetch the key from',
  x5u: 'an address to fetch a certificate from',
  jwk: 'the key itself',
  x5c: 'a certificate with the key',
}

function lintKeySources(header: JsonObject): Finding[] {
  return Object.entries(BROUGHT).flatMap(([name, what]): Finding[] => {
    if (!(name in header)) return []
    const isAddress = name === 'jku' || name === 'x5u'
    return [
      {
        code: `key-by-${name}`,
        severity: 'danger',
        title: `The token brings ${what} (${name}${isAddress ? `: ${quoted(header[name])}` : ''})`,
        detail: isAddress
          ? 'Whoever wrote the token chose that address. A server that follows it fetches what a stranger likes, also inside its own network, and then trusts the stranger’s key. Use keys that you have set; at most compare the address with a list.'
          : 'A signature that fits a key from the same token proves nothing: the forger made both. Use the keys that you have for this issuer.',
        sources: isAddress ? [bis('2.9'), bis('3.10')] : [bis('3.8'), bis('3.10')],
      },
    ]
  })
}

/** What an id of a key never needs, and a path, a query or a command does. */
const INJECTIONS: readonly [pattern: RegExp, what: string][] = [
  [/\.\.|^[/~\\]|[\\]|^[a-z]:/i, 'a path'],
  [/^[a-z][a-z0-9+.-]*:\/\//i, 'an address'],
  [/['"`;]|--|\b(select|union|or|and)\b.*[=\s]/i, 'a database query'],
  [/[()*|&]|\$\{|\$\(/, 'a query or a command'],
  [/[^\x20-\x7e]/, 'something with characters that are not plain text'],
]

function lintKeyId(kid: unknown): Finding[] {
  if (kid === undefined) return []
  const what = typeof kid !== 'string' ? 'something other than a text' : INJECTIONS.find(([pattern]) => pattern.test(kid))?.[1]
  if (!what) return []
  return [
    {
      code: 'kid-injection',
      severity: 'danger',
      title: `The id of the key (kid) looks like ${what}: ${quoted(kid)}`,
      detail:
        'It is read before the signature is checked, so it is a stranger’s text. Look it up in a map of the keys that you have, and refuse it when it is not there; never build a path or a query from it.',
      sources: [bis('2.9'), bis('3.10')],
    },
  ]
}

function lintCritical(header: JsonObject): Finding[] {
  if (!('crit' in header)) return []
  const names = header.crit
  const isList = Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string')
  const wrong = isList ? names.filter((name) => BASE_PARAMETERS.includes(name) || !Object.hasOwn(header, name)) : []
  const isBroken = !isList || wrong.length > 0 || new Set(names).size < names.length
  return [
    {
      code: isBroken ? 'crit-broken' : 'crit',
      severity: 'danger',
      title: isBroken ? 'crit is not made as it has to be' : `The token may be accepted only by who understands ${quoted(names.join(', '))}`,
      detail: isBroken
        ? 'It lists, each once, extensions that stand in the same header and that the standard does not define itself. Anything else makes the token invalid.'
        : 'A verifier that does not know every extension in crit has to refuse the token. This page knows none of them.',
      sources: [rfc(7515, '4.1.11')],
    },
  ]
}

function lintType(typ: unknown): Finding[] {
  const name = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : null
  if (name === null || name === 'jwt') {
    return [
      {
        code: name === null ? 'typ-missing' : 'typ-unspecific',
        severity: 'note',
        title: name === null ? 'The header does not say what kind of token this is (typ)' : '“JWT” as typ says only that this is a JWT',
        detail:
          'An issuer that makes several kinds can have one mistaken for another, an ID token for an access token. Give each kind a name, such as “at+jwt”, and check it.',
        sources: [bis('3.11'), bis('3.12')],
      },
    ]
  }
  return []
}
