import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CodeDocument,
  emptyDocument,
  filesOf,
  merged,
  onStarter,
  parseCodeDocument,
  starterChanged,
  undone,
  withFiles,
  withoutFile,
  withText,
} from './code-document-rules.ts'

const starter = {
  files: [
    { path: 'server.js', content: 'start' },
    { path: 'lib/users.js', content: 'users' },
  ],
  contentVersion: 'v20261121',
}
const newStarter = { files: [{ path: 'server.js', content: 'another start' }], contentVersion: 'v20270101' }
const empty = emptyDocument(starter)
const typed = withText(empty, starter, 'server.js', 'mine', 10)

describe('the code of a lab', () => {
  it('is the starter with the edits over it, in the order of the starter', () => {
    expect(filesOf(empty, starter.files)).toEqual(starter.files)
    expect(filesOf(typed, starter.files)).toEqual([
      { path: 'server.js', content: 'mine' },
      { path: 'lib/users.js', content: 'users' },
    ])
  })

  it('has no edit in a file that is as in the starter again', () => {
    expect(withText(typed, starter, 'server.js', 'start', 20)).toMatchObject({ files: {}, changedAt: 20 })
  })

  it('takes an emptied file for an edit', () => {
    expect(filesOf(withText(empty, starter, 'server.js', '', 20), starter.files)[0]).toEqual({ path: 'server.js', content: '' })
  })
})

describe('an undo', () => {
  it.each<[string, CodeDocument]>([
    ['one file was reset', withoutFile(typed, 'server.js', 20)],
    ['all files were reset', withFiles(typed, starter, {}, 'reset-all', 20)],
    ['shared code was opened', withFiles(typed, starter, { 'server.js': 'theirs' }, 'shared-code', 20)],
  ])('brings the text back after %s, and can be undone', (_, replaced) => {
    expect(replaced.files).not.toEqual(typed.files)
    const back = undone(replaced, 30)
    expect(back.files).toEqual(typed.files)
    expect(undone(back, 40).files).toEqual(replaced.files)
  })

  it('survives typing', () => {
    expect(undone(withText(withFiles(typed, starter, {}, 'reset-all', 20), starter, 'server.js', 'more', 30), 40).files).toEqual(typed.files)
  })

  it('of nothing changes nothing', () => expect(undone(typed, 20)).toBe(typed))

  it('of one file keeps the others', () => {
    const both = withText(typed, starter, 'lib/users.js', 'my users', 15)
    expect(withoutFile(both, 'server.js', 20).files).toEqual({ 'lib/users.js': 'my users' })
  })
})

describe('a starter that changed', () => {
  it.each<[string, CodeDocument, typeof starter, boolean]>([
    ['is told when there are edits', typed, newStarter, true],
    ['is not told without edits', empty, newStarter, false],
    ['is not told when it is the same', typed, starter, false],
    ['is not told when only the content version moved', typed, { ...starter, contentVersion: 'v20270101' }, false],
    ['is not told after it was accepted', onStarter(typed, newStarter), newStarter, false],
    ['is not told of edits begun on it', withText(empty, newStarter, 'server.js', 'fresh', 5), newStarter, false],
  ])('%s', (_, document, current, expected) => expect(starterChanged(document, current)).toBe(expected))

  it('loses no text of a file that it no longer has', () => {
    const users = withText(typed, starter, 'lib/users.js', 'my users', 15)
    const later = withText(users, newStarter, 'server.js', 'more', 20)
    expect(later.files['lib/users.js']).toBe('my users')
    expect(starterChanged(later, newStarter)).toBe(true)
  })
})

describe('two tabs', () => {
  const other = withText(empty, starter, 'server.js', 'theirs', 20)
  it.each<[string, CodeDocument, CodeDocument, string | undefined, string | undefined]>([
    ['the later wins and the earlier stays behind the undo', typed, other, 'theirs', 'mine'],
    ['the own stays when it is later', other, typed, 'theirs', undefined],
    ['nothing is kept of a tab without edits', empty, other, 'theirs', undefined],
    ['nothing is kept of the same text', { ...other, changedAt: 5 }, other, 'theirs', undefined],
  ])('%s', (_, own, arriving, text, kept) => {
    const result = merged(own, arriving)
    expect(result.files['server.js']).toBe(text)
    expect(result.undo?.files['server.js']).toBe(kept)
  })
})

describe('a stored document', () => {
  const whole = {
    ...withFiles(typed, starter, { 'server.js': 'x' }, 'shared-code', 20),
    requests: [{ id: 'own-1', method: 'GET', url: '/', headers: '', body: '', cookiesFrom: '' }],
  }

  it('is read as it was written', () => expect(parseCodeDocument(JSON.stringify(whole))).toEqual(whole))

  it.each([
    ['none', null],
    ['damaged', '{"version":1'],
    ['another version', JSON.stringify({ ...whole, version: 2 })],
    ['a list', '[]'],
    ['no files', JSON.stringify({ ...whole, files: undefined })],
    ['files of another type', JSON.stringify({ ...whole, files: { a: 1 } })],
    ['no time', JSON.stringify({ ...whole, changedAt: 'now' })],
  ])('%s is nothing', (_, text) => expect(parseCodeDocument(text)).toBeNull())

  it('loses only its damaged parts where the text can be kept', () => {
    const damaged = { ...whole, requests: [{ id: 1 }, ...whole.requests], undo: { reason: 'odd', files: {} } }
    expect(parseCodeDocument(JSON.stringify(damaged))).toEqual({ ...whole, undo: null })
    expect(parseCodeDocument(JSON.stringify({ ...whole, requests: 'x' }))?.requests).toEqual([])
  })

  it('is read or refused, whatever the browser holds', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void parseCodeDocument(text)))
  })
})
