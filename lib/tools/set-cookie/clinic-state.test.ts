import { registrableDomain } from '@crumbtrail/browser/public-suffix'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASK_KINDS } from '#lib/cookies/asking-rules.ts'
import { fromByteString, toByteString } from '../byte-text.ts'
import { CLINIC_EXAMPLES, FIRST_CLINIC_STATE } from './clinic-examples.ts'
import { type ClinicState, fromFragment, readState, THIRD_PARTIES, toFragment, WAIT_MINUTES_MAX } from './clinic-state.ts'
import { examineLines, findClinicFaults } from './examine-lines.ts'
import { LINES_MAX, PASTED_CHARACTERS_MAX, readPastedLines, replacePastedLine } from './pasted-lines.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => value.isWellFormed())
const anyState: fc.Arbitrary<ClinicState> = fc.record({
  url: text,
  lines: text,
  kind: fc.constantFrom(...ASK_KINDS),
  from: text,
  profile: fc.constantFrom('chromium' as const, 'firefox' as const, 'safari' as const),
  thirdParties: fc.constantFrom(...THIRD_PARTIES),
  next: text,
  waitMinutes: fc.nat(WAIT_MINUTES_MAX),
})

describe('a link to the clinic', () => {
  it('gives back what was put in', () => {
    fc.assert(fc.property(anyState, (state) => void expect(fromFragment(`#${toFragment(state)}`)).toEqual(state)))
  })

  it.each([
    ['nothing', ''],
    ['a heading', '#how-to-read-it'],
    ['another version', '#v=2&url=https%3A%2F%2Fshop.test%2F&by=link&in=chromium&third=usual'],
    ['an unknown kind', '#v=1&by=telepathy&in=chromium&third=usual'],
    ['an unknown browser', '#v=1&by=link&in=netscape&third=usual'],
    ['a browser named like a property of every object', '#v=1&by=link&in=constructor&third=usual'],
    ['a wait that is no number', '#v=1&by=link&in=chromium&third=usual&after=soon'],
    ['a wait of years', '#v=1&by=link&in=chromium&third=usual&after=99999999'],
    ['more than is read', `#v=1&by=link&in=chromium&third=usual&lines=${'a'.repeat(PASTED_CHARACTERS_MAX + 1)}`],
  ])('that holds %s is none', (_, fragment) => {
    expect(fromFragment(fragment)).toBeNull()
  })

  it('of any text at all is read without an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (fragment) => void fromFragment(fragment)))
    fc.assert(fc.property(fc.anything(), (value) => void readState(value)))
  })
})

describe('a pasted text', () => {
  it.each<[string, string, string[]]>([
    ['lines with the name of the header', 'Set-Cookie: a=1\nset-cookie:b=2; Path=/', ['a=1', 'b=2; Path=/']],
    ['lines without it', 'a=1; Path=/\n\n  \nb=2', ['a=1; Path=/', 'b=2']],
    ['a whole response', 'HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Type: text/html\r\n\r\n<html>', ['a=1']],
    ['what curl shows', '< HTTP/2 200\n< set-cookie: a=1; Secure\n< date: now', ['a=1; Secure']],
    ['an empty header', 'Set-Cookie:', ['']],
    ['characters beyond ASCII', 'a=ü', ['a=Ã¼']],
    ['nothing', ' \n', []],
  ])('of %s is read', (_, pasted, values) => {
    expect(readPastedLines(pasted).map(({ value }) => value)).toEqual(values)
  })

  it('is read up to a bound', () => {
    expect(readPastedLines('a=1\n'.repeat(500))).toHaveLength(LINES_MAX)
    expect(readPastedLines('a'.repeat(PASTED_CHARACTERS_MAX * 2))[0]?.value).toHaveLength(PASTED_CHARACTERS_MAX)
  })

  it('changes in one line, and the name of the header stays', () => {
    const pasted = 'HTTP/1.1 200 OK\nSet-Cookie: a=1\nset-cookie: b=2'
    const [, second] = readPastedLines(pasted)
    expect(replacePastedLine(pasted, second ?? { number: 0, value: '' }, 'b=3')).toBe('HTTP/1.1 200 OK\nSet-Cookie: a=1\nset-cookie: b=3')
  })

  it('comes back from bytes as it was', () => {
    fc.assert(fc.property(text, (value) => void expect(fromByteString(toByteString(value))).toBe(value.replace(/^\ufeff/, ''))))
  })
})

const examined = (part: Partial<ClinicState>) => {
  const state = { ...FIRST_CLINIC_STATE, ...part }
  expect(findClinicFaults(state)).toEqual([])
  const { stored, header } = examineLines(state, NOW, registrableDomain)
  return { verdicts: stored.map(({ decision }) => decision.code), header }
}

describe('the clinic', () => {
  it.each<[string, Partial<ClinicState>, string[], string | null]>([
    ['a plain visit', { lines: 'a=1' }, ['stored'], 'a=1'],
    ['Secure over http', { url: 'http://shop.test/', lines: 'a=1; Secure\nb=2' }, ['secure-over-http', 'stored'], 'b=2'],
    ['a page below another host', { lines: 'a=1; Domain=shop.test\nb=2', next: 'https://www.shop.test/' }, ['stored', 'stored'], 'a=1'],
    ['an hour later', { lines: 'a=1; Max-Age=60\nb=2', waitMinutes: 60 }, ['stored', 'stored'], 'b=2'],
    [
      'a link from another site',
      { kind: 'link', from: 'https://evil.test/', lines: 'a=1; SameSite=Strict\nb=2; SameSite=Lax' },
      ['stored', 'stored'],
      'b=2',
    ],
    [
      'a form from another site at once',
      { kind: 'form', from: 'https://evil.test/', lines: 'a=1\nb=2; SameSite=Lax', waitMinutes: 1 },
      ['stored', 'stored'],
      'a=1',
    ],
    [
      'a form from another site later',
      { kind: 'form', from: 'https://evil.test/', lines: 'a=1\nb=2; SameSite=Lax', waitMinutes: 3 },
      ['stored', 'stored'],
      null,
    ],
    [
      'the same form in Firefox',
      { kind: 'form', from: 'https://evil.test/', profile: 'firefox', lines: 'a=1\nb=2; SameSite=Lax' },
      ['stored', 'stored'],
      'a=1',
    ],
    [
      'a fetch from another site',
      { kind: 'fetch', from: 'https://evil.test/', lines: 'a=1\nb=2; SameSite=None\nc=3; SameSite=None; Secure' },
      ['same-site-foreign', 'same-site-none-insecure', 'stored'],
      'c=3',
    ],
    ['a picture from a sibling host', { kind: 'image', from: 'https://blog.shop.test/', lines: 'a=1; SameSite=Strict' }, ['stored'], 'a=1'],
    [
      'a frame whose third party is kept back',
      {
        kind: 'iframe',
        from: 'https://news.test/',
        thirdParties: 'blocked',
        lines: 'a=1; SameSite=None; Secure\nb=2; SameSite=None; Secure; Partitioned',
      },
      ['third-party-blocked', 'stored'],
      'b=2',
    ],
    ['a script', { kind: 'script', lines: 'a=1; HttpOnly\nb=2' }, ['http-only-from-script', 'stored'], 'b=2'],
    ['a deletion', { lines: 'a=1; Path=/\na=; Path=/; Max-Age=0' }, ['stored', 'deleted'], null],
  ])('judges %s', (_, part, verdicts, header) => {
    expect(examined(part)).toEqual({ verdicts, header })
  })

  it.each<[string, Partial<ClinicState>, string[]]>([
    ['no address', { url: '' }, ['url']],
    ['an address of another kind', { url: 'ftp://shop.test/' }, ['url']],
    ['a host alone', { url: 'shop.test' }, ['url']],
    ['no page for a link', { kind: 'link', from: '' }, ['from']],
    ['no page where none is needed', { kind: 'script', from: '' }, []],
    ['a next address that is none', { next: 'nowhere' }, ['next']],
    ['no line', { lines: '\n' }, ['lines']],
    ['a response without a line', { lines: 'HTTP/1.1 200 OK\nSet-Cookie2: a=1' }, []],
  ])('names the field when there is %s', (_, part, faults) => {
    expect(findClinicFaults({ ...FIRST_CLINIC_STATE, ...part })).toEqual(faults)
  })

  it('has examples that are whole, and no two of one name', () => {
    for (const { state } of CLINIC_EXAMPLES) {
      expect(findClinicFaults(state)).toEqual([])
      expect(readState(state)).toEqual(state)
      expect(examineLines(state, NOW, registrableDomain).stored.length).toBeGreaterThan(0)
    }
    expect(new Set(CLINIC_EXAMPLES.map(({ name }) => name)).size).toBe(CLINIC_EXAMPLES.length)
  })

  it('takes any text and any address without an exception', () => {
    const urls = fc.constantFrom('https://shop.test/', 'http://[::1]/', 'http://127.0.0.1:8080/a', 'https://xn--bcher-kva.test./', 'https://test/')
    fc.assert(
      fc.property(anyState, urls, urls, fc.string({ unit: 'binary', maxLength: 200 }), (state, url, from, lines) => {
        const whole = { ...state, url, from, lines, next: '' }
        if (findClinicFaults(whole).length === 0) examineLines(whole, NOW, registrableDomain)
      }),
      { numRuns: 500 },
    )
  })
})
