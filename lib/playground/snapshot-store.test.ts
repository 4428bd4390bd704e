import { describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { createSnapshotRow, findSnapshot } from './snapshot-store.ts'

await takeTestDatabase()
await db().lesson.create({ data: { id: 'les-shared', track: 'a-track', slug: 'shared', contentVersion: 'v20261121' } })

const snapshot = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  lessonId: 'les-shared',
  contentVersion: 'v20261121',
  files: [
    { path: 'server.js', content: 'const word = "é\u0001 ✓"\n' },
    { path: 'lib/users.js', content: '' },
  ],
}

describe('the store of shared code', () => {
  it('gives back exactly what was written, in order', async () => {
    expect(await createSnapshotRow(snapshot)).toEqual({ ok: true, value: null })
    expect(await findSnapshot(snapshot.id)).toEqual({ ...snapshot, createdAt: expect.any(Date) })
  })

  it('has nothing under another id', async () => {
    expect(await findSnapshot('BAAAAAAAAAAAAAAAAAAAAA')).toBeNull()
  })

  it('keeps what it has when an id is written twice', async () => {
    await expect(createSnapshotRow({ ...snapshot, files: [{ path: 'server.js', content: 'other' }] })).rejects.toMatchObject({ code: 'P2002' })
    expect((await findSnapshot(snapshot.id))?.files).toEqual(snapshot.files)
  })

  it('takes no snapshot of a lesson that the register does not know', async () => {
    expect(await createSnapshotRow({ ...snapshot, id: 'CAAAAAAAAAAAAAAAAAAAAA', lessonId: 'les-none' })).toEqual({
      ok: false,
      reason: 'unknown-lesson',
    })
  })

  it('refuses to hand on stored files of another shape', async () => {
    await db().snapshot.create({ data: { ...snapshot, id: 'DAAAAAAAAAAAAAAAAAAAAA', files: [{ path: '../x', content: 1 }] } })
    await expect(findSnapshot('DAAAAAAAAAAAAAAAAAAAAA')).rejects.toThrow()
  })
})
