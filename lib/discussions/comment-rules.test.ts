import { describe, expect, it } from 'vitest'
import type { Role, Viewer } from '#lib/accounts/viewer.ts'
import { COMMENT_CHARACTERS_MAX, NEW_ACCOUNT_LINKS_MAX } from './comment-limits.ts'
import { allowedActions, canRead, cleanText, commentState, judgeRendered, judgeText } from './comment-rules.ts'
import { isId, readNumber, readThreadCursor, writeThreadCursor } from './cursor-rules.ts'
import { placeOf } from './discussion-paths.ts'

const author: Viewer = { id: 'author', displayName: 'Author', role: 'learner' }
const as = (role: Role): Viewer => ({ id: role, displayName: role, role })
const now = new Date('2026-11-22T12:00:00Z')
const shown = { authorId: 'author', deletedAt: null, hiddenAt: null }
const hidden = { ...shown, hiddenAt: now }
const deleted = { ...shown, deletedAt: now }
const nothing = { reply: false, edit: false, delete: false, report: false, moderate: false }

describe('who may do what with a comment', () => {
  it.each<[string, Viewer | null, typeof shown | typeof hidden | typeof deleted, Partial<typeof nothing>]>([
    ['nobody, shown', null, shown, {}],
    ['its author, shown', author, shown, { reply: true, edit: true, delete: true }],
    ['another learner, shown', as('learner'), shown, { reply: true, report: true }],
    ['an instructor, shown', as('instructor'), shown, { reply: true, report: true }],
    ['a moderator, shown', as('moderator'), shown, { reply: true, report: true, moderate: true }],
    ['an admin, shown', as('admin'), shown, { reply: true, report: true, moderate: true }],
    ['nobody, hidden', null, hidden, {}],
    ['its author, hidden', author, hidden, { delete: true }],
    ['another learner, hidden', as('learner'), hidden, {}],
    ['a moderator, hidden', as('moderator'), hidden, { moderate: true }],
    ['its author, deleted', author, deleted, {}],
    ['an admin, deleted', as('admin'), deleted, {}],
    ['a moderator, their own', { ...author, role: 'moderator' }, shown, { reply: true, edit: true, delete: true, moderate: true }],
  ])('%s', (_, viewer, comment, may) => {
    expect(allowedActions(viewer, comment)).toEqual({ ...nothing, ...may })
  })

  it('of an account that is gone nobody is the author', () => {
    expect(allowedActions(author, { ...shown, authorId: null })).toMatchObject({ edit: false, delete: false, report: true })
  })

  it('what is deleted nobody reads, what is hidden its author and moderators', () => {
    expect([null, author, as('learner'), as('moderator'), as('admin')].map((viewer) => canRead(viewer, hidden))).toEqual([
      false,
      true,
      false,
      true,
      true,
    ])
    expect([null, author, as('admin')].map((viewer) => canRead(viewer, deleted))).toEqual([false, false, false])
    expect(commentState({ ...hidden, deletedAt: now })).toBe('deleted')
  })
})

describe('a text', () => {
  it('is kept with one kind of line end, and without what cannot be stored', () => {
    expect(cleanText('a\r\nb\rc\u0000d\ud800e  \n\n')).toBe('a\nb\ncd\ufffde')
  })

  it('has a length that a textarea counts alike', () => {
    expect(judgeText('x'.repeat(COMMENT_CHARACTERS_MAX))).toBeNull()
    expect(judgeText('x'.repeat(COMMENT_CHARACTERS_MAX + 1))).toMatchObject({ reason: 'too-long', characters: COMMENT_CHARACTERS_MAX + 1 })
    expect(judgeText(' \n ')).toEqual({ reason: 'empty' })
  })

  it('has few links while its account is new', () => {
    const link = { tag: 'a' as const, attributes: { href: 'https://example.test' }, children: ['x'] }
    const links = (count: number) => Array.from({ length: count }, () => link)
    const hoursOld = (hours: number) => ({ createdAt: new Date(now.getTime() - hours * 3_600_000) })
    expect(judgeRendered(links(NEW_ACCOUNT_LINKS_MAX), hoursOld(1), now)).toBeNull()
    expect(judgeRendered(links(NEW_ACCOUNT_LINKS_MAX + 1), hoursOld(71), now)).toMatchObject({ reason: 'too-many-links' })
    expect(judgeRendered(links(50), hoursOld(72), now)).toBeNull()
  })
})

describe('addresses of pages', () => {
  it('go there and back', () => {
    const cursor = { lastActivityAt: now, id: '01a200e8-b305-7390-bb89-15be45547b4d' }
    expect(readThreadCursor(writeThreadCursor(cursor))).toEqual(cursor)
  })

  it.each([
    undefined,
    null,
    '',
    'x',
    ['1.a'],
    '1',
    '1.',
    '.01a200e8-b305-7390-bb89-15be45547b4d',
    `${'9'.repeat(17)}.01a200e8-b305-7390-bb89-15be45547b4d`,
  ])('nonsense is no cursor: %s', (text) => {
    expect(readThreadCursor(text)).toBeNull()
  })

  it('a time that no clock has is no cursor', () => {
    expect(readThreadCursor('8640000000000001.01a200e8-b305-7390-bb89-15be45547b4d')).toBeNull()
  })

  it('numbers are those that a comment can have', () => {
    expect(['1', '2147483647'].map(readNumber)).toEqual([1, 2_147_483_647])
    for (const nonsense of ['0', '-1', '1.5', '1e3', ' 1', '2147483648', '99999999999', '', undefined, ['1']]) expect(readNumber(nonsense)).toBeNull()
  })

  it('ids are those of the database', () => {
    expect(isId('01a200e8-b305-7390-bb89-15be45547b4d')).toBe(true)
    for (const nonsense of ['', '01A200E8-B305-7390-BB89-15BE45547B4D', "01a200e8-b305-7390-bb89-15be45547b4d'", null])
      expect(isId(nonsense)).toBe(false)
  })

  it('the opening stands at the top, a reply around its number', () => {
    expect(placeOf('/t', { id: 'a', number: 1 })).toBe('/t#comment-a')
    expect(placeOf('/t', { id: 'b', number: 9 })).toBe('/t?at=9#comment-b')
  })
})
