import { describe, expect, it } from 'vitest'
import { SignUpFormSchema } from './account-form-schema.ts'
import { fitDisplayName, parseDisplayName } from './display-name-rules.ts'
import { parseEmail } from './email-rules.ts'
import { safeNextPath, welcomePath } from './next-path.ts'

describe('a mail address', () => {
  it.each([
    ['ada@example.org', 'ada@example.org'],
    ['  Ada.Lovelace+Course@Example.ORG ', 'ada.lovelace+course@example.org'],
    ["o'brien@example.co.uk", "o'brien@example.co.uk"],
    ['ädä@exämple.org', 'ädä@exämple.org'],
    ['ada', null],
    ['@example.org', null],
    ['ada@', null],
    ['ada@localhost', null],
    ['ada@ex ample.org', null],
    ['ada@example..org', null],
    ['ada@-example.org', null],
    ['a@b@example.org', null],
    ['ada@example.org\r\nBcc: eve@example.org', null],
    ['ada@example.org,eve@example.org', null],
    ['"ada"@example.org', null],
    ['<ada@example.org>', null],
    [`${'a'.repeat(65)}@example.org`, null],
    [`ada@${'a.'.repeat(130)}org`, null],
    ['', null],
  ])('%j is %j', (text, expected) => expect(parseEmail(text)).toBe(expected))
})

describe('a display name', () => {
  it.each([
    ['Ada', 'Ada'],
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['Zoë', 'Zoë'],
    ['李小龍', '李小龍'],
    ['Ada \u{1F469}\u200D\u{1F4BB}', 'Ada \u{1F469}\u200D\u{1F4BB}'],
  ])('%j is %j', (text, value) => expect(parseDisplayName(text)).toEqual({ ok: true, value }))
  it.each([
    ['A', 'too-short'],
    ['   ', 'too-short'],
    ['a'.repeat(41), 'too-long'],
    ['Ada\u202Eevil', 'unseen-characters'],
    ['Ada\u0000', 'unseen-characters'],
    ['\u200B\u200B\u200B', 'unseen-characters'],
    ['...', 'unseen-characters'],
    ['ada@example.org', 'looks-like-an-address'],
  ])('%j is refused: %s', (text, reason) => expect(parseDisplayName(text)).toEqual({ ok: false, reason }))
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['ada@example.org', 'ada'],
    ['Ada\u202Eevil', 'Adaevil'],
    ['x'.repeat(100), 'x'.repeat(40)],
    ['@', 'Learner'],
    [null, 'Learner'],
  ])('of an identity provider, %j, is made %j', (text, expected) => expect(fitDisplayName(text)).toBe(expected))
})

describe('the path after signing in', () => {
  it.each([
    ['/learn/a/b?x=1#part', '/learn/a/b?x=1#part'],
    ['/settings', '/settings'],
    ['/', '/'],
    ['//evil.example', '/learn'],
    ['/\\evil.example', '/learn'],
    ['/\t/evil.example', '/learn'],
    ['https://evil.example/', '/learn'],
    ['javascript:alert(1)', '/learn'],
    ['/a/../../..//evil.example', '/learn'],
    ['/api/auth/callback/github', '/learn'],
    ['/sign-out', '/learn'],
    ['/sign-in?next=/sign-in', '/learn'],
    ['/welcome', '/learn'],
    [`/${'a'.repeat(600)}`, '/learn'],
    [undefined, '/learn'],
    [['/settings'], '/learn'],
    [null, '/learn'],
  ])('%j leads to %s', (given, expected) => expect(safeNextPath(given)).toBe(expected))

  it('goes through the page that greets', () => expect(welcomePath('/learn/a?x=1&y=2')).toBe('/welcome?next=%2Flearn%2Fa%3Fx%3D1%26y%3D2'))
})

describe('the sign-up form', () => {
  const form = { name: 'Ada', email: 'ada@example.org', password: 'four words that differ' }
  const faultsOf = (changes: Record<string, unknown>) =>
    SignUpFormSchema.safeParse({ ...form, ...changes }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

  it('keeps a password as it was typed, spaces and all', () => {
    const password = '  \tSpaces and Ünïcödé \u{1F36A} stay  '
    expect(SignUpFormSchema.parse({ ...form, password }).password).toBe(password)
  })

  it.each([
    [{ password: 'fourteen chars' }, ['password: Choose at least 15 characters; 14 are here.']],
    [{ password: '\u{1F36A}'.repeat(14) }, ['password: Choose at least 15 characters; 14 are here.']],
    [{ password: 'x'.repeat(257) }, ['password: Choose at most 256 characters; 257 are here.']],
    [{ password: '' }, ['password: Choose at least 15 characters; none are here.']],
    [{ email: 'ada' }, ['email: Enter a mail address, such as ada@example.org.']],
    [{ name: undefined, email: 7 }, ['name: Enter a name.', 'email: Enter your mail address.']],
  ])('says what is wrong with %o', (changes, expected) => expect(faultsOf(changes)).toEqual(expected))

  it.each(['fifteen letters', '123456789 123456', 'x'.repeat(256), '\u{1F36A}'.repeat(15)])('asks for length alone: %j', (password) =>
    expect(faultsOf({ password })).toEqual([]),
  )
})
