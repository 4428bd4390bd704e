import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeText } from './base64url.ts'
import { type DecodedToken, decodeToken, TOKEN_CHARACTERS_MAX } from './decode-token-rules.ts'
import { sourceUrl } from './finding.ts'
import { lintToken } from './lint-token-rules.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const seconds = NOW / 1000
const sound = { iss: 'https://login.shop.test', sub: 'u1', aud: 'https://api.shop.test', iat: seconds - 60, exp: seconds + 840, jti: 'x1' }
const typed = { alg: 'ES256', typ: 'at+jwt' }

const compact = (header: unknown, payload: unknown, signature = 'AAAA') =>
  `${encodeText(typeof header === 'string' ? header : JSON.stringify(header))}.${encodeText(typeof payload === 'string' ? payload : JSON.stringify(payload))}.${signature}`
const codes = (text: string) => {
  const token = decodeToken(text)
  if (token.kind !== 'jws' && token.kind !== 'jwe') throw new Error(`expected a token, found ${JSON.stringify(token)}`)
  return lintToken(token, NOW).map(({ code, severity }) => `${severity} ${code}`)
}

describe('the lint of a token', () => {
  it('has nothing to say of one that is typed, short-lived and addressed', () => {
    expect(codes(compact(typed, sound))).toEqual([])
  })

  it.each<[string, string, string[]]>([
    ['alg none', compact({ alg: 'none', typ: 'at+jwt' }, sound, ''), ['danger alg-none']],
    ['alg none in disguise', compact({ alg: 'nOnE', typ: 'at+jwt' }, sound, ''), ['danger alg-none-disguised']],
    ['no alg', compact({ typ: 'at+jwt' }, sound), ['danger alg-missing']],
    ['an alg of the wrong case', compact({ alg: 'es256', typ: 'at+jwt' }, sound), ['warning alg-unknown']],
    ['a signature cut off', compact(typed, sound, ''), ['danger signature-missing']],
    ['a shared secret', compact({ alg: 'HS256', typ: 'at+jwt' }, sound), ['note alg-symmetric']],
    ['a name for two curves', compact({ alg: 'EdDSA', typ: 'at+jwt' }, sound), ['note alg-polymorphic']],
    ['no typ', compact({ alg: 'ES256' }, sound), ['note typ-missing']],
    ['JWT as typ', compact({ alg: 'ES256', typ: 'application/JWT' }, sound), ['note typ-unspecific']],
    ['jku', compact({ ...typed, jku: 'http://169.254.169.254/' }, sound), ['danger key-by-jku']],
    ['x5u', compact({ ...typed, x5u: 'https://evil.test/c' }, sound), ['danger key-by-x5u']],
    ['jwk', compact({ ...typed, jwk: { kty: 'EC' } }, sound), ['danger key-by-jwk']],
    ['x5c', compact({ ...typed, x5c: ['MII'] }, sound), ['danger key-by-x5c']],
    ['an ordinary kid', compact({ ...typed, kid: 'key-2026-11_a.b' }, sound), []],
    ['a kid that climbs', compact({ ...typed, kid: '../../dev/null' }, sound), ['danger kid-injection']],
    ['a kid that asks a database', compact({ ...typed, kid: "x' UNION SELECT 'k" }, sound), ['danger kid-injection']],
    ['a kid that is an address', compact({ ...typed, kid: 'https://evil.test/k' }, sound), ['danger kid-injection']],
    ['a kid that is a number', compact({ ...typed, kid: 7 }, sound), ['danger kid-injection']],
    ['a kid with a null character', compact({ ...typed, kid: 'a\u0000b' }, sound), ['danger kid-injection']],
    ['crit', compact({ ...typed, crit: ['tenant'], tenant: 1 }, sound), ['danger crit']],
    ['crit without its extension', compact({ ...typed, crit: ['tenant'] }, sound), ['danger crit-broken']],
    ['crit that names what is standard', compact({ ...typed, crit: ['alg'] }, sound), ['danger crit-broken']],
    ['an empty crit', compact({ ...typed, crit: [] }, sound), ['danger crit-broken']],
    ['a member of the header twice', compact('{"alg":"none","typ":"at+jwt","alg":"ES256"}', sound), ['danger duplicate-member']],
    ['a claim twice', compact(typed, JSON.stringify(sound).replace('}', ',"sub":"admin"}')), ['danger duplicate-member']],
    ['no exp', compact(typed, { ...sound, exp: undefined }), ['warning exp-missing']],
    ['exp as a text', compact(typed, { ...sound, exp: String(seconds + 60) }), ['danger date-no-number']],
    ['exp in milliseconds', compact(typed, { ...sound, exp: NOW + 60_000 }), ['danger date-milliseconds']],
    ['exp that is now', compact(typed, { ...sound, exp: seconds }), ['danger expired']],
    ['exp in a year', compact(typed, { ...sound, exp: seconds + 365 * 86_400 }), ['warning long-life']],
    ['nbf ahead', compact(typed, { ...sound, nbf: seconds + 5 }), ['danger not-yet']],
    ['iat ahead', compact(typed, { ...sound, iat: seconds + 5 }), ['warning issued-later']],
    ['no iss', compact(typed, { ...sound, iss: undefined }), ['warning iss-missing']],
    ['no aud', compact(typed, { ...sound, aud: undefined }), ['warning aud-missing']],
    ['two in aud', compact(typed, { ...sound, aud: ['a', 'b'] }), ['note aud-several']],
    ['no sub', compact(typed, { ...sound, sub: undefined }), ['note sub-missing']],
    ['no jti', compact(typed, { ...sound, jti: undefined }), ['note jti-missing']],
    ['an address of mail', compact(typed, { ...sound, email: 'a@b.test' }), ['warning personal-readable']],
    ['a password', compact(typed, { ...sound, password: 'x' }), ['danger secret-readable']],
    ['a role', compact(typed, { ...sound, role: 'admin' }), ['note privileges']],
    ['a token in the token', compact({ ...typed, cty: 'JWT' }, compact(typed, sound)), ['warning nested']],
    ['a token in the token that does not say so', compact(typed, compact(typed, sound)), ['warning nested']],
    ['more than a cookie holds', compact(typed, { ...sound, note: 'x'.repeat(4000) }), ['warning oversized']],
    ['encryption', `${encodeText('{"alg":"ECDH-ES","enc":"A128GCM","typ":"at+jwt"}')}..AAAA.AAAA.AAAA`, ['warning encrypted']],
    [
      'old encryption, compressed',
      `${encodeText('{"alg":"RSA1_5","enc":"A128GCM","zip":"DEF","typ":"at+jwt"}')}.AAAA.AAAA.AAAA.AAAA`,
      ['danger alg-rsa1-5', 'warning encrypted', 'warning compressed'],
    ],
    [
      'ten million rounds',
      `${encodeText('{"alg":"PBES2-HS256+A128KW","p2c":10000000,"enc":"A128GCM","typ":"at+jwt"}')}.AAAA.AAAA.AAAA.AAAA`,
      ['danger iterations', 'warning encrypted'],
    ],
  ])('finds %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  it('cites every finding, at an address that has that section', () => {
    const everything = compact({ alg: 'none', jku: 'x', kid: '/', crit: [] }, { password: 1, email: 1, exp: 'x', aud: ['a', 'b'] }, '')
    const token = decodeToken(everything)
    if (token.kind !== 'jws') throw new Error('expected a token')
    const findings = lintToken(token, NOW)
    expect(findings.length).toBeGreaterThan(8)
    for (const source of findings.flatMap(({ sources }) => sources)) {
      expect(sourceUrl(source)).toMatch(
        /^https:\/\/(www\.rfc-editor\.org\/rfc\/rfc\d{4}|datatracker\.ietf\.org\/doc\/html\/draft-[a-z0-9-]+)#section-\d+(\.\d+)*$/,
      )
    }
  })

  it('puts the gravest first', () => {
    const found = codes(compact({ alg: 'HS256', jku: 'x' }, { email: 1 }))
    const ranks = found.map((line) => ['danger', 'warning', 'note'].indexOf(String(line.split(' ')[0])))
    expect(ranks).toEqual(ranks.toSorted())
    expect(ranks[0]).toBe(0)
  })
})

const faultOf = (token: DecodedToken) => (token.kind === 'not-jwt' ? token.fault : token.kind)

describe('a pasted text', () => {
  it.each<[string, string, unknown]>([
    ['nothing', ' \n', 'empty'],
    ['a sentence', 'this is no token', { code: 'part-count', count: 1 }],
    ['two parts', 'e30.e30', { code: 'part-count', count: 2 }],
    ['four parts', 'e30.e30.e30.e30', { code: 'part-count', count: 4 }],
    ['JSON serialization', '{"payload":"e30","signatures":[]}', { code: 'json-serialization' }],
    ['padding', 'e30=.e30.AAAA', { code: 'illegal-character', character: '=', position: 4 }],
    ['a plus sign', 'e30.e+0.AAAA', { code: 'illegal-character', character: '+', position: 6 }],
    ['an ellipsis', 'eyJ…', { code: 'illegal-character', character: '…', position: 4 }],
    ['a header of one character', 'e.e30.AAAA', { code: 'not-base64url', part: 'header' }],
    ['spare bits that are not zero', 'e31.e30.AAAA', { code: 'not-base64url', part: 'header' }],
    ['a header that is no JSON', `${encodeText('{alg}')}.e30.AAAA`, { code: 'not-json', part: 'header' }],
    ['a header that is a list', `${encodeText('[]')}.e30.AAAA`, { code: 'not-object', part: 'header' }],
    ['a payload that is a text', `${encodeText('{"alg":"ES256"}')}.${encodeText('"x"')}.AAAA`, { code: 'not-object', part: 'payload' }],
    ['a payload of bytes that are no UTF-8', 'e30._w.AAAA', { code: 'not-utf8', part: 'payload' }],
    ['a byte order mark', `${encodeText('\ufeff{}')}.e30.AAAA`, { code: 'not-json', part: 'header' }],
    ['a signature of one character', 'e30.e30.A', { code: 'not-base64url', part: 'signature' }],
    ['a text without end', 'e30.e30.'.padEnd(TOKEN_CHARACTERS_MAX + 1, 'A'), { code: 'too-large', characters: TOKEN_CHARACTERS_MAX + 1 }],
  ])('of %s is told from a token', (_, text, expected) => {
    expect(faultOf(decodeToken(text))).toEqual(expected)
  })

  it('is read with what copying put around and into it', () => {
    const token = compact(typed, sound)
    const broken = `Authorization: Bearer ${token.slice(0, 30)}\n  ${token.slice(30)} \n`
    expect(decodeToken(broken)).toEqual(decodeToken(token))
  })

  it('of any kind gets an answer and never an exception', () => {
    const part = fc.oneof(fc.string(), fc.json().map(encodeText), fc.constantFrom('e30', '', 'AAAA'))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part, { maxLength: 6 }).map((parts) => parts.join('.')),
        ),
        (text) => {
          const token = decodeToken(text)
          if (token.kind === 'jws' || token.kind === 'jwe') lintToken(token, NOW)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('finds a name that stands twice, however deep, and only where it does', () => {
    const value = fc.jsonValue()
    fc.assert(
      fc.property(value, (payload) => {
        const token = decodeToken(compact(typed, { deep: [payload] }))
        expect(token.kind === 'jws' && token.payload.kind === 'claims' && token.payload.duplicates).toEqual([])
      }),
    )
    const twice = decodeToken(compact(typed, '{"a":[{"b":1},{"\\u0062":1,"b":"}"}]}'))
    expect(twice.kind === 'jws' && twice.payload.kind === 'claims' && twice.payload.duplicates).toEqual(['a.1.b'])
  })
})
