import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createFakeSandbox, events, JOB, refusal, SECRET, serve } from '../test-service.ts'

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}
const told = (list: Awaited<ReturnType<typeof events>>) => list.map((event) => (event.type === 'queue' ? event.position : event.type))
const endRun = (url: string, id: string | null) => fetch(`${url}/v1/runs/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${SECRET}` } })

describe('a run that waits', () => {
  it('is told its position at once and at each change, and when the wait is over', async () => {
    const fake = createFakeSandbox({ holds: true })
    const { post } = await serve(fake.sandbox, { places: 1, queueMax: 9 })
    await post({ ...JOB, caller: 'first' })
    const second = await post({ ...JOB, caller: 'second' })
    const third = await post({ ...JOB, caller: 'third' })
    // Both have their head, and with it the first event, while they wait.
    expect([second.status, third.status]).toEqual([200, 200])
    for (let run = 1; run <= 3; run += 1) {
      await until(() => fake.started() === 1)
      fake.letGo()
    }
    expect(told(await events(second))).toEqual([1, 0, 'log', 'end'])
    expect(told(await events(third))).toEqual([2, 1, 0, 'log', 'end'])
  })

  it('is told nothing of a queue when there was none', async () => {
    const { post } = await serve(createFakeSandbox().sandbox)
    expect(told(await events(await post(JOB)))).toEqual(['log', 'end'])
  })

  it('too long ends as refused, with when to come again', async () => {
    const { post } = await serve(createFakeSandbox({ holds: true }).sandbox, { places: 1, queueWaitMs: 10 })
    await post({ ...JOB, caller: 'first' })
    const end = (await events(await post(JOB))).at(-1)
    expect(end).toMatchObject({ outcome: 'refused', refusal: { code: 'busy', retryAfterSeconds: 10 } })
  })

  it('when the service ends is told so', async () => {
    const { post, admission } = await serve(createFakeSandbox({ holds: true }).sandbox, { places: 1 })
    await post({ ...JOB, caller: 'first' })
    const waiting = await post(JOB)
    admission.close()
    expect((await events(waiting)).at(-1)).toMatchObject({ outcome: 'refused', refusal: { code: 'shutting-down' } })
    expect(await refusal(await post(JOB))).toMatchObject({ status: 503, code: 'shutting-down', retryAfter: '5' })
  })

  it('is told when the sandbox was withdrawn meanwhile', async () => {
    const fake = createFakeSandbox({ holds: true })
    const { post, state, admission } = await serve(fake.sandbox, { places: 1 })
    const first = await post({ ...JOB, caller: 'first' })
    const waiting = await post(JOB)
    state.sandbox = () => null
    fake.letGo()
    expect((await events(first)).at(-1)).toMatchObject({ outcome: 'finished' })
    expect((await events(waiting)).at(-1)).toMatchObject({ outcome: 'refused', refusal: { code: 'sandbox-unavailable' } })
    await until(() => admission.state().running === 0)
  })

  it('is forgotten at once when its client leaves', async () => {
    const fake = createFakeSandbox({ holds: true })
    const { post, admission } = await serve(fake.sandbox, { places: 1 })
    await post({ ...JOB, caller: 'first' })
    const client = new AbortController()
    await post(JOB, { signal: client.signal })
    expect(admission.state().waiting).toBe(1)
    client.abort()
    await until(() => admission.state().waiting === 0)
    expect(fake.started()).toBe(1)
  })

  it('for a place to boot is forgotten too, and takes none', async () => {
    const fake = createFakeSandbox()
    const asked: AbortSignal[] = []
    const neverBooted = (_urgency?: string, signal?: AbortSignal) =>
      new Promise<never>((_, reject) => {
        if (signal) asked.push(signal)
        signal?.addEventListener('abort', () => reject(signal.reason))
      })
    const { post, admission, checks } = await serve({ ...fake.sandbox, open: neverBooted }, { places: 1 })
    const client = new AbortController()
    await post(JOB, { signal: client.signal })
    await until(() => asked.length === 1)
    client.abort()
    await until(() => admission.state().running === 0)
    expect([fake.started(), checks()]).toEqual([0, 0])
  })
})

describe('a run whose client does not read', () => {
  /** Forty answers of 200 KB: more than the kernel takes between two processes. */
  const telling = () => {
    const raw = Buffer.alloc(80 * 1024).toString('base64')
    const response = { raw, bytes: 80 * 1024, cut: false, status: 200, reason: 'OK', headers: [], bodyOffset: 0, body: raw }
    const exchanged = { kind: 'exchanged' as const, id: 1, durationMs: 1, failure: null, response, partial: null }
    return createFakeSandbox({ holds: true, agent: { awaitListen: async () => true, exchange: async () => exchanged } })
  }
  const job = {
    ...{ version: 1, kind: 'lab', caller: 'ann', files: [{ path: 'a.js', content: '' }], sites: [{ host: 'a.test', entry: 'a.js', port: 3000 }] },
    steps: Array.from({ length: 40 }, (_, index) => ({ id: `s${index}`, type: 'request', method: 'GET', url: 'http://a.test/' })),
  }

  it('keeps its place until all is told', async () => {
    const { port, admission, logged } = await serve(telling().sandbox)
    const body = JSON.stringify(job)
    const socket = connect(port, '127.0.0.1').pause()
    socket.write(`POST /v1/runs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${SECRET}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    await until(() => logged.some((line) => line.includes('run ended')))
    await new Promise((resolve) => setImmediate(resolve))
    expect(admission.state().running).toBe(1)
    socket.resume()
    await until(() => admission.state().running === 0)
    socket.destroy()
  })

  it('gives its place back when the client leaves', async () => {
    const { port, admission, logged } = await serve(telling().sandbox)
    const body = JSON.stringify(job)
    const socket = connect(port, '127.0.0.1').pause()
    socket.write(`POST /v1/runs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${SECRET}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    await until(() => logged.some((line) => line.includes('run ended')))
    socket.destroy()
    await until(() => admission.state().running === 0)
  })
})

describe('a run that is ended by its caller', () => {
  it.each([
    ['while it waits', 1, []],
    ['while it goes on', 9, ['log']],
  ])('%s is told as cancelled', async (_when, places, before) => {
    const fake = createFakeSandbox({ holds: true })
    const { url, post, admission } = await serve(fake.sandbox, { places })
    await post({ ...JOB, caller: 'first' })
    const response = await post(JOB)
    expect((await endRun(url, response.headers.get('x-run-id'))).status).toBe(204)
    const all = await events(response)
    expect(all.filter(({ type }) => type !== 'queue').map(({ type }) => type)).toEqual([...before, 'end'])
    expect(all.at(-1)).toMatchObject({ outcome: 'cancelled' })
    await until(() => admission.state().running === 1)
  })

  it('is known by nobody else and under no other name', async () => {
    const { url, post } = await serve(createFakeSandbox({ holds: true }).sandbox)
    const id = (await post(JOB)).headers.get('x-run-id')
    expect(await refusal(await fetch(`${url}/v1/runs/${id}`, { method: 'DELETE' }))).toMatchObject({ status: 401 })
    expect(await refusal(await endRun(url, '00000000-0000-4000-8000-000000000000'))).toMatchObject({ status: 404 })
    expect(await refusal(await endRun(url, '__proto__'))).toMatchObject({ status: 404 })
  })
})

describe('what the service logs of a run', () => {
  it('is its id, outcome, limit and use, and nothing that the caller or the program wrote', async () => {
    const { post, logged } = await serve(createFakeSandbox({ output: 'MARK-output\n'.repeat(3_000) }).sandbox)
    const job = {
      ...JOB,
      caller: 'MARK-caller',
      files: [{ path: 'MARK-path.js', content: 'MARK-code' }],
      stdin: 'MARK-stdin',
    }
    const id = (await post(job).then(async (response) => ({ response, list: await events(response) }))).response.headers.get('x-run-id')
    const refused = await post({ ...job, 'MARK-field': 1 })
    await refused.text()
    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toContainEqual(
      expect.objectContaining({
        runId: id,
        kind: 'script',
        outcome: 'output-cut',
        limit: { name: 'output-lines', value: 2_000, unit: 'lines', used: 3_000 },
      }),
    )
    expect(lines.find((line) => line.msg === 'run ended')).toMatchObject({ wallMs: expect.any(Number), queueMs: expect.any(Number) })
    expect(logged.join('')).not.toMatch(/MARK/)
  })

  it('is nothing at all of a client that leaves while it sends', async () => {
    const { port, logged, url } = await serve(createFakeSandbox().sandbox)
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST /v1/runs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${SECRET}\r\nContent-Length: 100\r\n\r\n{"ver`, () =>
      socket.resetAndDestroy(),
    )
    await new Promise((resolve) => socket.once('close', resolve))
    await fetch(`${url}/health/live`)
    expect(logged).toEqual([])
  })
})
