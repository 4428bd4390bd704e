import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Viewer } from '#lib/accounts/viewer.ts'
import type { DiscussionReply } from '#lib/discussions/discussion.ts'
import { addLessons, addPerson, posted, postThread } from '#lib/discussions/example-people.ts'
import { CLIENT_ADDRESS_HEADER } from '#lib/http/client-address.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { GET } from './route.ts'

const session = vi.hoisted(() => ({ find: async (): Promise<Viewer | null> => null }))
vi.mock('#lib/accounts/current-viewer.ts', () => ({ findViewer: () => session.find() }))

await takeTestDatabase()
const [lessonId, otherLessonId] = await addLessons()
const writer = await addPerson('Writer')

beforeEach(() => {
  session.find = async () => null
})

const ask = (query: string, address = '198.18.0.1') =>
  GET(new Request(`http://localhost/api/discussions${query}`, { headers: { [CLIENT_ADDRESS_HEADER]: address } }))
const replyOf = async (response: Response) => (await response.json()) as DiscussionReply

describe('GET /api/discussions', () => {
  it('answers a lesson’s threads to everybody, and keeps them out of every cache', async () => {
    await posted(postThread(writer, lessonId, 'Out in the open'))
    const response = await ask(`?lesson=${lessonId}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('set-cookie')).toBeNull()
    const reply = await replyOf(response)
    expect(reply).toMatchObject({ viewer: null, list: { older: null, threads: [{ opening: { author: { name: 'Writer' }, isOwn: false } }] } })
    expect(JSON.stringify(reply)).not.toContain(writer.id)
    expect((await replyOf(await ask(`?lesson=${otherLessonId}`))).list.threads).toEqual([])
  })

  it('says whose session it is, and what is theirs', async () => {
    session.find = async () => writer
    expect(await replyOf(await ask(`?lesson=${lessonId}`))).toMatchObject({
      viewer: { id: writer.id, displayName: 'Writer' },
      list: { threads: [{ opening: { isOwn: true, may: { edit: true } } }] },
    })
  })

  it.each(['', '?lesson=', '?lesson=les-nobody', '?lesson=__proto__', "?lesson='--"])('has nothing for %s', async (query) => {
    const response = await ask(query)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: { code: 'unknown-lesson', message: 'there is no such lesson' } })
  })

  it.each(['x', '1.x', `${Date.now()}.${writer.id}.1`, '-1.0', '9'.repeat(400)])(
    'begins at the top for a cursor that is not ours: %s',
    async (before) => {
      expect((await replyOf(await ask(`?lesson=${lessonId}&before=${encodeURIComponent(before)}`))).list.threads).toHaveLength(1)
    },
  )

  it('says when to come back while the database is away', async () => {
    session.find = async () => {
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
    }
    const response = await ask(`?lesson=${lessonId}`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
  })

  it('holds back an address that asks without end, and goes on for others', async () => {
    let refused: Response | null = null
    for (let index = 0; index < 121; index++) refused = await ask('?lesson=les-nobody', '198.18.0.2')
    expect(refused?.status).toBe(429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(`?lesson=${lessonId}`, '198.18.0.3')).status).toBe(200)
  })
})
