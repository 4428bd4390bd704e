import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { type EndEvent, RunnerHealthSchema } from './contract.ts'
import { SERVICE_LIMITS } from './limits.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { createFakeSandbox, events, JOB, refusal, SECRET, serve } from './test-service.ts'

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
    expect(await refusal(await post({ ...JOB, surprise: 1 }))).toMatchObject({ status: 400, field: 'surprise' })
    expect(await refusal(await post({ ...JOB, limits: { cpuMs: 1 } }))).toMatchObject({ status: 400, field: 'limits.cpuMs' })
    // No refusal is longer for a name that is.
    const { field, message } = await refusal(await post({ ...JOB, ['k'.repeat(100_000)]: 1 }))
    expect([field?.length, message.length]).toEqual([301, 301])
  })

  it('refuses by name a service that is not installed, and says what to do', async () => {
    const fake = createFakeSandbox()
    const { post } = await serve(fake.sandbox)
    expect(await refusal(await post({ ...JOB, services: ['redis'] }))).toMatchObject({
      ...{ status: 503, code: 'service-missing', field: 'services.0', missing: ['redis'] },
      fix: expect.stringContaining('apt-get install redis-tools'),
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
    expect(await refusal(await post('what a crowd brings is not even read')), 'full').toMatchObject({ status: 503, code: 'busy' })
    fake.letGo()
    while (fake.started() < 2) await new Promise((resolve) => setTimeout(resolve, 2))
    fake.letGo()
    const second = await Promise.all(waiting)
    for (const response of [...(await Promise.all(taken)), ...second]) expect((await events(response)).at(-1)?.type).toBe('end')
    expect(admission.state()).toMatchObject({ running: 0, waiting: 0 })
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

  it('keeps a place out of use while something in it could not be ended, and then gives it again', async () => {
    let holds = true
    const { post, admission, logged } = await serve(createFakeSandbox({ closeFails: () => holds }).sandbox, { places: 1, queueWaitMs: 20 })
    expect((await events(await post(JOB))).at(-1)?.type).toBe('end')
    expect(admission.state().running).toBe(1)
    expect((await events(await post({ ...JOB, caller: 'next' }))).at(-1)).toMatchObject({ outcome: 'refused', refusal: { code: 'busy' } })
    holds = false
    while (admission.state().running > 0) await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await events(await post(JOB))).at(-1)).toMatchObject({ outcome: 'finished' })
    expect(logged.join('')).toContain('its place is free again')
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
    const ready = await serve(createFakeSandbox({ output: 'it works' }).sandbox)
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
