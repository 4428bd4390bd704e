import { expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { memoryThrottle, sharedThrottle } from './throttle.ts'
import { deleteCountsBefore } from './throttle-store.ts'

await takeTestDatabase()
const limit = { name: 'test', max: 3, windowSeconds: 60 }
const start = new Date('2026-11-22T10:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)

it('lets so many through, says how long to wait, and begins anew when the window is over', async () => {
  const throttle = sharedThrottle(limit)
  for (let index = 0; index < 3; index += 1) expect(await throttle.take('ada', after(index))).toEqual({ ok: true })
  expect(await throttle.take('ada', after(10))).toEqual({ ok: false, retryAfterSeconds: 50 })
  expect(await throttle.take('grace', after(10))).toEqual({ ok: true })
  expect(await throttle.take('ada', after(61))).toEqual({ ok: true })
})

it('does not let refusals push the end of the window away', async () => {
  const throttle = sharedThrottle({ ...limit, name: 'pushing' })
  for (let index = 0; index < 20; index += 1) await throttle.take('ada', after(index))
  expect(await throttle.look('ada', after(30))).toEqual({ count: 20, expiresAt: after(60) })
})

it('counts every one of many at once', async () => {
  const throttle = sharedThrottle({ ...limit, name: 'crowd' })
  const permits = await Promise.all(Array.from({ length: 40 }, () => throttle.take('ada', start)))
  expect(permits.filter(({ ok }) => ok)).toHaveLength(3)
})

it('looks without counting, and forgets', async () => {
  const throttle = sharedThrottle({ ...limit, name: 'looking' })
  expect(await throttle.look('ada', start)).toBeNull()
  await throttle.add('ada', start)
  expect(await throttle.look('ada', start)).toMatchObject({ count: 1 })
  expect(await throttle.look('ada', after(60))).toBeNull()
  await throttle.forget('ada')
  expect(await throttle.look('ada', start)).toBeNull()
})

it('stores nobody by name, and what is over can be swept away', async () => {
  await sharedThrottle({ ...limit, name: 'names' }).add('ada@example.org', start)
  const rows = await db().throttleCount.findMany()
  expect(JSON.stringify(rows)).not.toContain('ada')
  expect(await deleteCountsBefore(after(3600))).toBe(rows.length)
})

it('counts in the memory of the process where that is enough', async () => {
  const throttle = memoryThrottle(limit)
  for (let index = 0; index < 3; index += 1) expect(await throttle.take('ada')).toEqual({ ok: true })
  const refused = await throttle.take('ada')
  expect(refused).toMatchObject({ ok: false })
  expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(0)
  expect(await throttle.take('grace')).toEqual({ ok: true })
})
