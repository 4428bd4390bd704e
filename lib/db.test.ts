import { describe, expect, it } from 'vitest'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { db, openDatabase, orDatabaseAway, retryOnConflict } from './db.ts'

await takeTestDatabase()
const lesson = { id: 'les-one', track: 'a-track', slug: 'one', contentVersion: 'v20260101' }

describe('the database client', () => {
  it('reads what it wrote', async () => {
    await db().lesson.create({ data: lesson })
    const read = await orDatabaseAway(() => db().lesson.findUnique({ where: { id: lesson.id }, select: { slug: true, retiredAt: true } }))
    expect(read).toEqual({ ok: true, value: { slug: 'one', retiredAt: null } })
  })

  it('keeps questions and snapshots to lessons that exist', async () => {
    await expect(db().question.create({ data: { id: 'q-lost', lessonId: 'les-none', type: 'single' } })).rejects.toMatchObject({ code: 'P2003' })
  })

  it('names a database away that nobody answers for', async () => {
    const nowhere = openDatabase('postgresql://nobody@127.0.0.1:1/none')
    expect(await orDatabaseAway(() => nowhere.lesson.count())).toEqual({ ok: false, reason: 'database-away' })
    expect(await orDatabaseAway(() => nowhere.$transaction((transaction) => transaction.lesson.count()))).toEqual({
      ok: false,
      reason: 'database-away',
    })
    await nowhere.$disconnect()
  })

  it('names a database away whose connection is cut in the middle of a statement', async () => {
    const cut = orDatabaseAway(() => db().$queryRaw`SELECT pg_sleep(4)::text`)
    const other = openDatabase(process.env.DATABASE_URL ?? '')
    await expect
      .poll(
        () =>
          other.$queryRaw`SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE query LIKE '%pg_sleep(4)%' AND pid <> pg_backend_pid()`,
      )
      .toHaveLength(1)
    expect(await cut).toEqual({ ok: false, reason: 'database-away' })
    await other.$disconnect()
    expect(await orDatabaseAway(() => db().lesson.count())).toMatchObject({ ok: true })
  })

  it('lets a wrong question fail as what it is', async () => {
    await expect(orDatabaseAway(() => db().$queryRaw`SELECT * FROM no_such_table`)).rejects.toThrow(/no_such_table/)
  })

  it('brings every one of many conflicting transactions home', async () => {
    await db().lesson.create({ data: { ...lesson, id: 'les-counted', contentVersion: '0' } })
    const addOne = () =>
      retryOnConflict(() =>
        db().$transaction(
          async (transaction) => {
            const { contentVersion } = await transaction.lesson.findUniqueOrThrow({ where: { id: 'les-counted' } })
            await transaction.lesson.update({ where: { id: 'les-counted' }, data: { contentVersion: String(Number(contentVersion) + 1) } })
          },
          { isolationLevel: 'Serializable' },
        ),
      )
    await Promise.all([addOne(), addOne(), addOne()])
    expect(await db().lesson.findUnique({ where: { id: 'les-counted' }, select: { contentVersion: true } })).toEqual({ contentVersion: '3' })
  })
})
