import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { db } from '#lib/db.ts'
import { ExchangeReplySchema } from '#lib/progress/exchange-contract.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { GET as GET_CODE } from './code/route.ts'
import { GET, POST } from './route.ts'

await takeTestDatabase()
await db().lesson.create({ data: { id: 'les-jar', track: 'a', slug: 'b', contentVersion: 'v20261121' } })

/** Who is signed in is the session's business, which is tested where it is read. */
const asked = vi.hoisted(() => ({ findViewer: vi.fn<() => Promise<Viewer | null>>() }))
vi.mock('#lib/accounts/current-viewer.ts', () => asked)

let viewer: Viewer

beforeEach(async () => {
  const { id } = await db().user.create({ data: { name: 'Ada' } })
  viewer = { id, displayName: 'Ada', role: 'learner' }
  asked.findViewer.mockResolvedValue(viewer)
})

const write = { kind: 'opened', id: '4b1f2c34-8d21-4e0b-9a52-0c8a3f1b2c3d', at: '2026-11-21T10:00:00.000Z', lessonId: 'les-jar' }
const post = (body: unknown, headers: Record<string, string> = {}) =>
  POST(
    new Request('http://localhost/api/progress', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
const get = (query = '') => GET(new Request(`http://localhost/api/progress${query}`))

describe('progress over HTTP', () => {
  it('takes writes and answers with what changed; nobody may keep the answer', async () => {
    const response = await post({ account: viewer.id, since: 0, writes: [write, write] })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const reply = ExchangeReplySchema.parse(await response.json())
    expect(reply).toMatchObject({ applied: [write.id, write.id], refused: [], isWhole: true, lessons: { 'les-jar': { opened: { id: write.id } } } })
    const again = ExchangeReplySchema.parse(await (await get(`?since=${reply.revision}&account=${viewer.id}`)).json())
    expect(again).toMatchObject({ isWhole: false, lessons: {}, revision: reply.revision })
  })

  it('is closed to who is not signed in, and to the work of another account', async () => {
    expect((await post({ account: crypto.randomUUID(), since: 0, writes: [write] })).status).toBe(401)
    expect((await get(`?account=${crypto.randomUUID()}`)).status).toBe(401)
    asked.findViewer.mockResolvedValue(null)
    for (const response of [
      await get(),
      await post({ since: 0, writes: [write] }),
      await GET_CODE(new Request('http://localhost/api/progress/code?lesson=les-jar')),
    ]) {
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ error: { code: 'signed-out' } })
    }
    expect(await db().appliedWrite.count({ where: { userId: viewer.id } })).toBe(0)
  })

  it.each<[string, () => unknown, number, string, string | undefined]>([
    ['no JSON', () => '{', 400, 'bad-request', 'body'],
    ['no object', () => 7, 400, 'bad-request', 'body'],
    ['no revision', () => ({ writes: [] }), 400, 'bad-request', 'since'],
    ['a revision below nothing', () => ({ since: -1, writes: [] }), 400, 'bad-request', 'since'],
    ['no list', () => ({ since: 0, writes: 'all' }), 400, 'bad-request', 'writes'],
    ['too many writes', () => ({ since: 0, writes: Array.from({ length: 201 }, () => write) }), 400, 'bad-request', 'writes'],
    ['a field too many', () => ({ since: 0, writes: [], role: 'admin' }), 400, 'bad-request', 'role'],
    ['too large a body', () => 'x'.repeat(256 * 1024 + 1), 413, 'too-large', undefined],
  ])('refuses %s and says what was expected', async (_, body, status, code, field) => {
    const response = await post(body())
    expect(response.status).toBe(status)
    const { error } = await response.json()
    expect(error).toMatchObject({ code, message: expect.stringMatching(/expected/) })
    expect(error.field).toBe(field)
  })

  it('refuses other types, and a lab without a name', async () => {
    expect((await post('since=0', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await GET_CODE(new Request('http://localhost/api/progress/code?lesson=../x'))).status).toBe(400)
    expect(await (await GET_CODE(new Request('http://localhost/api/progress/code?lesson=les-jar'))).json()).toEqual({
      files: [],
      copies: [],
      runs: [],
    })
  })

  it('says 503 and when to come back while the database is away', async () => {
    asked.findViewer.mockRejectedValue(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
    const response = await post({ since: 0, writes: [write] })
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('stops an account that asks without end, says how long to wait, and goes on for others', async () => {
    for (let index = 0; index < 300; index += 1) expect((await get('?since=x')).status).toBe(400)
    const refused = await get()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    asked.findViewer.mockResolvedValue({ ...viewer, id: crypto.randomUUID() })
    expect((await get()).status).toBe(200)
  })
})
