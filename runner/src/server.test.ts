import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { type AdmissionBounds, createAdmission } from './admission.ts'
import { type EndEvent, EventSchema, type RunEvent, RunnerErrorSchema, RunnerHealthSchema } from './contract.ts'
import { SERVICE_LIMITS } from './limits.ts'
import type { Place, Sandbox } from './sandbox/sandbox.ts'
import type { SandboxState } from './sandbox-state.ts'
import { createRunnerServer } from './server.ts'

const SECRET = 'test-secret-0123456789-0123456789'
const JOB = { version: 1, kind: 'script', caller: 'ann', files: [{ path: 'a.js', content: '' }] }
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A sandbox that runs nothing: its programs write what they are told and end when they are let go. */
function createFakeSandbox({ output = 'hi\n', holds = false, closeFails = false } = {}) {
  const open = new Set<Place>()
  const starts: (() => void)[] = []
  const sandbox: Sandbox = {
    layers: ['fake'],
    degraded: [],
    close: () => undefined,
    open: async () => {
      const { promise: ended, resolve } = Promise.withResolvers<{ exitCode: number; signal: null }>()
      const place: Place = {
        agent: { ready: Promise.resolve(), awaitListen: async () => false, exchange: () => Promise.reject(new Error('nothing listens')) },
        isWhole: () => true,
        prepare: async () => undefined,
        start: (_spec, onOutput) => {
          onOutput('stdout', Buffer.from(output))
          starts.push(() => resolve({ exitCode: 0, signal: null }))
          if (!holds) resolve({ exitCode: 0, signal: null })
          return { ended, drained: Promise.resolve(), clock: null, end: async () => undefined }
        },
        usage: () => ({ cpuMs: 1, memoryPeakBytes: 1, oomKills: 0, sampled: null }),
        isBusy: () => false,
        listeningPorts: () => [],
        close: async () => {
          open.delete(place)
          if (closeFails) throw new Error('would not end')
        },
      }
      open.add(place)
      return place
    },
  }
  return {
    sandbox,
    open,
    letGo: () => {
      for (const end of starts.splice(0)) end()
    },
    started: () => starts.length,
  }
}

async function serve(sandbox: Sandbox | null, bounds: Partial<AdmissionBounds> = {}) {
  const health = sandbox
    ? ({ status: 'ready', missing: [], fix: null, layers: ['fake'] } as const)
    : ({ status: 'unavailable', missing: ['bubblewrap'], fix: 'apt-get install bubblewrap', layers: [] } as const)
  let checks = 0
  const state = {
    sandbox: () => sandbox && { ...sandbox, state: () => ({ waiting: 0, booting: 0 }) },
    health: () => health,
    check: async () => {
      checks += 1
    },
    close: () => undefined,
  } as unknown as SandboxState
  const admission = createAdmission({ places: 2, queueMax: 2, queueWaitMs: 2_000, callerRunningMax: 2, callerWaitingMax: 9, ...bounds })
  const server = createRunnerServer({ secret: SECRET, admission, state, log: pino({ level: 'silent' }) })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const post = (job: unknown, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}/v1/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}` },
      body: typeof job === 'string' ? job : JSON.stringify(job),
      ...init,
    })
  return { url, port, post, admission, checks: () => checks }
}

const refusal = async (response: Response) => ({
  status: response.status,
  retryAfter: response.headers.get('retry-after'),
  ...RunnerErrorSchema.parse(await response.json()).error,
})
const events = async (response: Response): Promise<RunEvent[]> =>
  (await response.text())
    .trim()
    .split('\n')
    .map((line) => EventSchema.parse(JSON.parse(line)))

describe('POST /v1/runs', () => {
  it('streams the events of a run', async () => {
    const { post } = await serve(createFakeSandbox().sandbox)
    const response = await post(JOB)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    const told = await events(response)
    expect(told.map((event) => event.type)).toEqual(['log', 'end'])
    expect((told.at(-1) as EndEvent).outcome).toBe('finished')
  })

  it('tells a line as soon as it is there', async () => {
    const fake = createFakeSandbox({ holds: true })
    const { post } = await serve(fake.sandbox)
    const reader = (await post(JOB)).body?.getReader()
    const first = await reader?.read()
    expect(Buffer.from(first?.value ?? []).toString()).toContain('"text":"hi\\n"')
    fake.letGo()
    const rest = await reader?.read()
    expect(Buffer.from(rest?.value ?? []).toString()).toContain('"type":"end"')
  })

  it.each([
    ['no secret', {}],
    ['another secret', { authorization: 'Bearer wrong' }],
    ['another scheme', { authorization: `Basic ${SECRET}` }],
    ['half the secret', { authorization: `Bearer ${SECRET.slice(0, 16)}` }],
  ])('refuses %s', async (_what, headers) => {
    const { post } = await serve(createFakeSandbox().sandbox)
    expect(await refusal(await post(JOB, { headers: headers as Record<string, string> }))).toMatchObject({ status: 401, code: 'unauthorized' })
  })

  it('refuses what is no job, and names the field', async () => {
    const { post } = await serve(createFakeSandbox().sandbox)
    expect(await refusal(await post('{'))).toMatchObject({ status: 400, code: 'bad-request' })
    expect(await refusal(await post({ ...JOB, files: [{ path: '../a.js', content: '' }] }))).toMatchObject({ status: 400, field: 'files.0.path' })
    expect(await refusal(await post({ ...JOB, surprise: 1 }))).toMatchObject({ status: 400, code: 'bad-request' })
  })

  it('refuses by name what it does not perform', async () => {
    const fake = createFakeSandbox()
    const { post } = await serve(fake.sandbox)
    expect(await refusal(await post({ ...JOB, checks: 'export default []' }))).toMatchObject({
      status: 422,
      code: 'not-performed',
      field: 'checks',
    })
    expect(fake.started()).toBe(0)
  })

  it('refuses a body over the limit, and still answers', async () => {
    const { post } = await serve(createFakeSandbox().sandbox)
    expect(await refusal(await post('x'.repeat(SERVICE_LIMITS.bodyBytesMax + 1)))).toMatchObject({ status: 413, code: 'too-large' })
  })

  it('runs nothing without a sandbox and says what to do', async () => {
    const { post } = await serve(null)
    expect(await refusal(await post(JOB))).toMatchObject({
      status: 503,
      code: 'sandbox-unavailable',
      missing: ['bubblewrap'],
      fix: 'apt-get install bubblewrap',
      retryAfter: '10',
    })
  })

  it('takes no more than its places and its queue, and serves those who waited', async () => {
    const fake = createFakeSandbox({ holds: true })
    const { post, admission } = await serve(fake.sandbox)
    const taken = [0, 1].map((index) => post({ ...JOB, caller: `taken-${index}` }))
    await Promise.all(taken)
    const waiting = [0, 1].map((index) => post({ ...JOB, caller: `waiting-${index}` }))
    while (admission.state().waiting < 2) await new Promise((resolve) => setTimeout(resolve, 2))
    expect(await refusal(await post({ ...JOB, caller: 'late' }))).toMatchObject({ status: 503, code: 'busy', retryAfter: '10' })
    fake.letGo()
    const second = await Promise.all(waiting)
    fake.letGo()
    for (const response of [...(await Promise.all(taken)), ...second]) expect((await events(response)).at(-1)?.type).toBe('end')
    expect(admission.state()).toEqual({ running: 0, waiting: 0 })
    fake.letGo()
  })

  it('tells one caller apart from all', async () => {
    const { post } = await serve(createFakeSandbox({ holds: true }).sandbox, { places: 9, callerWaitingMax: 0 })
    await Promise.all([post(JOB), post(JOB)])
    expect(await refusal(await post(JOB))).toMatchObject({ status: 429, code: 'too-many', retryAfter: '5' })
  })

  it('ends a run whose client goes, and gives its place to the next', async () => {
    const fake = createFakeSandbox({ holds: true })
    const { post, admission } = await serve(fake.sandbox, { places: 1 })
    const controller = new AbortController()
    await post(JOB, { signal: controller.signal })
    expect(fake.open.size).toBe(1)
    controller.abort()
    while (admission.state().running > 0) await new Promise((resolve) => setTimeout(resolve, 2))
    expect(fake.open.size).toBe(0)
  })

  it('never gives a place again in which something could not be ended', async () => {
    const { post, admission } = await serve(createFakeSandbox({ closeFails: true }).sandbox, { places: 1, queueWaitMs: 20 })
    expect((await events(await post(JOB))).at(-1)?.type).toBe('end')
    expect(admission.state().running).toBe(1)
    expect(await refusal(await post({ ...JOB, caller: 'next' }))).toMatchObject({ code: 'busy' })
  })

  it('tells a fault of the sandbox as internal, and tests the sandbox anew', async () => {
    const fake = createFakeSandbox()
    const broken: Sandbox = { ...fake.sandbox, open: () => Promise.reject(new Error('secret detail')) }
    const { post, checks } = await serve(broken)
    const told = await events(await post(JOB))
    expect(told).toMatchObject([{ type: 'end', outcome: 'internal' }])
    expect(JSON.stringify(told)).not.toContain('secret detail')
    expect(checks()).toBe(1)
  })
})

describe('the rest of the service', () => {
  it('tells its health in the shape of the contract', async () => {
    const ready = await serve(createFakeSandbox().sandbox)
    const response = await fetch(`${ready.url}/health/ready`)
    expect([response.status, RunnerHealthSchema.parse(await response.json()).status]).toEqual([200, 'ready'])
    const unavailable = await fetch(`${(await serve(null)).url}/health/ready`)
    expect([unavailable.status, RunnerHealthSchema.parse(await unavailable.json()).missing]).toEqual([503, ['bubblewrap']])
    expect((await fetch(`${ready.url}/health/live`)).status).toBe(200)
  })

  it('knows no other resource and no other method', async () => {
    const { url } = await serve(createFakeSandbox().sandbox)
    expect(await refusal(await fetch(`${url}/v1/other`))).toMatchObject({ status: 404, code: 'not-found' })
    const wrong = await fetch(`${url}/v1/runs`, { method: 'DELETE' })
    expect(wrong.headers.get('allow')).toBe('POST')
    expect(await refusal(wrong)).toMatchObject({ status: 405, code: 'method-not-allowed' })
  })

  it('survives bytes that are no request', async () => {
    const { url, port } = await serve(createFakeSandbox().sandbox)
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('\0\0\0 nonsense\r\n\r\n'))
      socket
        .on('close', () => resolve())
        .on('error', () => resolve())
        .resume()
    })
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
  })
})
