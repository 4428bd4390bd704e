import { describe, expect, it } from 'vitest'
import { emptyDocument } from '#lib/playground/code-document-rules.ts'
import { codeWrites, withKeptFiles } from './code-write-rules.ts'
import { ProgressWriteSchema, REQUESTS_PATH } from './write-schema.ts'

const starter = { files: [{ path: 'server.js', content: 'start' }], contentVersion: 'v20261121' }
const empty = emptyDocument(starter)
const request = { id: 'own-1', method: 'GET', url: '/me', headers: '', body: '', cookiesFrom: '' }
const device = '00000000-0000-4000-8000-000000000001'
let made = 0
const newWrite = () => {
  made += 1
  return { id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`, at: '2026-11-22T10:00:00.000Z' }
}
const change = (before: typeof empty | null, after: typeof empty, bases = {}) =>
  codeWrites({ lessonId: 'les-jar', before, after, bases, device, newWrite })
const kept = (path: string, content: string | null, versionId = 'v1') => ({
  path,
  content,
  versionId,
  at: '2026-11-22T11:00:00.000Z',
  deviceId: device,
  contentVersion: 'v20261121',
  starter: 'abc',
})

describe('what changed in the code of a lab', () => {
  it('is told file by file, with the version that it was written over', () => {
    const before = { ...empty, files: { 'server.js': 'one', 'lib/users.js': 'same' } }
    const after = { ...empty, files: { 'server.js': 'two', 'lib/users.js': 'same' }, requests: [request] }
    const writes = change(before, after, { 'server.js': 'v1' })
    expect(writes).toMatchObject([
      { path: 'server.js', content: 'two', base: 'v1', device },
      { path: REQUESTS_PATH, content: JSON.stringify([request]), base: null },
    ])
    expect(ProgressWriteSchema.safeParse({ ...writes[1], base: null }).success).toBe(true)
  })

  it('is everything the first time, nothing when nothing changed, and null for a file that is as in the starter again', () => {
    const edited = { ...empty, files: { 'server.js': 'one' } }
    expect(change(null, edited)).toHaveLength(1)
    expect(change(edited, edited)).toEqual([])
    expect(change(edited, empty)).toMatchObject([{ path: 'server.js', content: null }])
  })

  it('leaves out a text that is too long to run', () => {
    expect(change(empty, { ...empty, files: { 'server.js': 'x'.repeat(70_000) } })).toEqual([])
  })
})

describe('what an account has of a lab', () => {
  it('is laid over the document, its versions become the base, and what is not sent yet stays', () => {
    const document = { ...empty, files: { 'server.js': 'mine', 'a.js': 'typed just now' } }
    const laid = withKeptFiles(
      document,
      {},
      [kept('server.js', 'theirs'), kept('a.js', 'older'), kept(REQUESTS_PATH, JSON.stringify([request]))],
      new Set(['a.js']),
    )
    expect(laid.document.files).toEqual({ 'server.js': 'theirs', 'a.js': 'typed just now' })
    expect(laid.document.requests).toEqual([request])
    expect(laid.bases).toEqual({ 'server.js': 'v1', [REQUESTS_PATH]: 'v1' })
  })

  it('takes a file back to the starter, and changes nothing when it says what is here already', () => {
    const document = { ...empty, files: { 'server.js': 'mine' } }
    expect(withKeptFiles(document, {}, [kept('server.js', null)], new Set()).document.files).toEqual({})
    expect(withKeptFiles(document, {}, [kept('server.js', 'mine')], new Set()).document).toBe(document)
  })

  it('that is no list of requests is none', () => {
    for (const text of ['{', '7', '[{"id":1}]'])
      expect(withKeptFiles(empty, {}, [kept(REQUESTS_PATH, text)], new Set()).document.requests).toEqual([])
  })
})
