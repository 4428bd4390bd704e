import { describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { callerOf } from './caller.ts'
import { createSnapshot } from './create-snapshot.ts'
import { setExampleSettings } from './example-runner.ts'
import { PLAYGROUND_LIMITS } from './playground-limits.ts'
import { SnapshotIdSchema } from './snapshot-schema.ts'
import { findSnapshot } from './snapshot-store.ts'

await takeTestDatabase()
setExampleSettings('http://127.0.0.1:1', { database: true })
const lessonId = 'les-http-forgets-you'
const request = { lessonId, files: [{ path: 'server.js', content: '// mine' }] }

describe('sharing code', () => {
  it('is refused as unknown while the register does not have the lesson', async () => {
    expect(await createSnapshot('early', request)).toEqual({ ok: false, reason: 'unknown-lesson' })
  })

  it('stores the files with the version of the content under an id that cannot be guessed', async () => {
    await db().lesson.create({ data: { id: lessonId, track: 'cookies-sessions-jwt', slug: 'http-forgets-you', contentVersion: 'v20261121' } })
    const [first, second] = [await createSnapshot('a', request), await createSnapshot('a', request)]
    if (!first.ok || !second.ok) throw new Error('refused')
    expect(SnapshotIdSchema.safeParse(first.value.id).success).toBe(true)
    expect(first.value.id).not.toBe(second.value.id)
    expect(first.value.path).toBe(`/learn/cookies-sessions-jwt/http-forgets-you?code=${first.value.id}`)
    expect(await findSnapshot(first.value.id)).toMatchObject({ lessonId, files: request.files, contentVersion: expect.stringMatching(/^v\d{8}$/) })
  })

  it.each([
    ['a lesson that is not there', { ...request, lessonId: 'les-none' }, 'unknown-lesson'],
    ['a file that the lab does not have', { ...request, files: [{ path: 'other.js', content: '' }] }, 'unknown-file'],
  ])('refuses %s', async (_, given, reason) => expect(await createSnapshot('b', given)).toEqual({ ok: false, reason }))

  it('is bounded for each caller', async () => {
    for (let count = 0; count < PLAYGROUND_LIMITS.snapshotsPerHour; count += 1) expect((await createSnapshot('c', request)).ok).toBe(true)
    const refused = await createSnapshot('c', request)
    expect(refused).toMatchObject({ ok: false, reason: 'too-many' })
    expect(!refused.ok && 'retryAfterSeconds' in refused && refused.retryAfterSeconds).toBeGreaterThan(3500)
    expect((await createSnapshot('d', request)).ok).toBe(true)
  })
})

describe('a caller', () => {
  const caller = (address: string) => callerOf(new Headers({ 'x-client-address': address }))
  it('is the same for one address, another for another, and names neither', () => {
    expect(caller('192.0.2.1')).toBe(caller('192.0.2.1'))
    expect(caller('192.0.2.1')).not.toBe(caller('192.0.2.2'))
    expect(caller('2001:db8:1:2::1')).toBe(caller('2001:db8:1:2:ffff::9'))
    expect(caller('192.0.2.1')).toMatch(/^address:[A-Za-z0-9_-]{22}$/)
  })
})
