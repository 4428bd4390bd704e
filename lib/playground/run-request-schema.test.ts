import { describe, expect, it } from 'vitest'
import { parseRunRequest } from './run-request-schema.ts'
import { SnapshotIdSchema, SnapshotRequestSchema } from './snapshot-schema.ts'

const files = [{ path: 'server.js', content: 'x' }]
const lab = { lessonId: 'les-one', files }

describe('what a page may ask to be run', () => {
  it.each([
    ['a lab', lab, { ...lab, requests: [] }],
    [
      'steps in a browser of the lab',
      {
        ...lab,
        requests: [
          { id: 'own-1', type: 'visit', browser: 'alice', url: 'http://shop.test/' },
          { id: 'own-2', type: 'wait', seconds: 60 },
        ],
      },
      {
        ...lab,
        requests: [
          { id: 'own-1', type: 'visit', browser: 'alice', url: 'http://shop.test/' },
          { id: 'own-2', type: 'wait', seconds: 60 },
        ],
      },
    ],
    ['a script', { kind: 'script', files, entry: 'server.js', stdin: 'a' }, { kind: 'script', files, entry: 'server.js', stdin: 'a' }],
  ])('%s', (_, body, value) => expect(parseRunRequest(body)).toEqual({ ok: true, value }))

  it.each([
    ['nothing', null, ''],
    ['no lesson', { files }, 'lessonId'],
    ['no id of a lesson', { ...lab, lessonId: '../x' }, 'lessonId'],
    ['no files', { ...lab, files: [] }, 'files'],
    ['a path that climbs', { ...lab, files: [{ path: '../x', content: '' }] }, 'files.0.path'],
    ['a content that is no text', { ...lab, files: [{ path: 'x', content: 1 }] }, 'files.0.content'],
    ['sites of its own', { ...lab, sites: [] }, ''],
    ['steps of its own', { ...lab, steps: [] }, ''],
    ['a caller of its own', { ...lab, caller: 'x' }, ''],
    ['an address that is none', { ...lab, requests: [{ id: 'own-1', type: 'request', method: 'GET', url: 'ftp://x' }] }, 'requests.0.url'],
    ['a step that is the lab’s affair', { ...lab, requests: [{ id: 'own-1', type: 'restart-server' }] }, 'requests.0.type'],
    ['a step that is none', { ...lab, requests: [{ id: 'own-1', type: 'click' }] }, 'requests.0.type'],
    ['theft that the lab did not plan', { ...lab, requests: [{ id: 'own-1', type: 'steal-cookie', name: 'a', from: 'alice' }] }, 'requests.0.type'],
    [
      'too many requests',
      {
        ...lab,
        requests: Array.from({ length: 11 }, (_, index) => ({ id: `own-${index}`, type: 'request', method: 'GET', url: 'http://shop.test/' })),
      },
      'requests',
    ],
    ['another kind', { kind: 'lab', files }, 'kind'],
    ['a script with a lesson', { kind: 'script', lessonId: 'les-one', files }, ''],
  ])('not %s', (_, body, field) => expect(parseRunRequest(body)).toMatchObject({ ok: false, fault: { field, message: expect.stringMatching(/./) } }))
})

describe('what a page may share', () => {
  it.each([
    ['its files', { lessonId: 'les-one', files }, null],
    ['64 KiB', { lessonId: 'les-one', files: [{ path: 'a.js', content: 'é'.repeat(32 * 1024) }] }, null],
    ['not a byte more', { lessonId: 'les-one', files: [{ path: 'a.js', content: `${'é'.repeat(32 * 1024)}x` }] }, 'files'],
    ['not one path twice', { lessonId: 'les-one', files: [...files, ...files] }, 'files.0.path'],
    ['not a version of its own', { lessonId: 'les-one', files, contentVersion: 'v1' }, ''],
  ])('%s', (_, body, field) => {
    const parsed = SnapshotRequestSchema.safeParse(body)
    expect(parsed.success ? null : parsed.error.issues[0]?.path.join('.').replace('files.1', 'files.0')).toBe(field)
  })

  it.each([
    ['AAAAAAAAAAAAAAAAAAAAAA', true],
    ['AAAAAAAAAAAAAAAAAAAAA', false],
    ['AAAAAAAAAAAAAAAAAAAAA=', false],
    ['../../../etc/passwdAAA', false],
  ])('the id %s: %s', (id, expected) => expect(SnapshotIdSchema.safeParse(id).success).toBe(expected))
})
