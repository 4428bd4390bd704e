import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleEnd, exampleLog } from '#lib/playground/example-events.ts'
import { type ExampleRunner, setExampleSettings, startExampleRunner } from '#lib/playground/example-runner.ts'
import { PLAYGROUND_LIMITS } from '#lib/playground/playground-limits.ts'
import { POST } from './route.ts'
import { GET } from './status/route.ts'

let runner: ExampleRunner
beforeAll(async () => {
  runner = await startExampleRunner()
  setExampleSettings(runner.url)
})
afterAll(() => runner.close())

let callers = 0
const nextAddress = () => {
  callers += 1
  return `192.0.2.${callers}`
}
const post = (body: unknown, init: RequestInit = {}, address = nextAddress()) => {
  const headers = { 'content-type': 'application/json', 'x-client-address': address }
  return POST(
    new Request('http://localhost/api/runs', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers, ...init }),
  )
}
const script = { kind: 'script', files: [{ path: 'a.js', content: '1' }] }

describe('a run over HTTP', () => {
  it('is a stream of events, one a line, that nobody may keep or hold back', async () => {
    runner.answer = (_, response) => void response.end(`${JSON.stringify(exampleLog(0, 'é\n'))}\n${JSON.stringify(exampleEnd())}\n`)
    const response = await post(script)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
    const lines = (await response.text()).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => JSON.parse(line))).toEqual([exampleLog(0, 'é\n'), exampleEnd()])
  })

  it('tells the runner an opaque caller and not the address', async () => {
    runner.answer = (_, response) => void response.end(`${JSON.stringify(exampleEnd())}\n`)
    await (await post(script)).text()
    const body = runner.bodies.at(-1) ?? ''
    expect(JSON.parse(body).caller).toMatch(/^address:/)
    expect(body).not.toContain('192.0.2.')
  })

  it.each([
    ['cancelled by the reader', (response: Response) => response.body?.cancel()],
    ['left by the client', (_: Response, leave: () => void) => leave()],
  ])('ends at the runner when it is %s', async (_, end) => {
    const closed = new Promise((resolve) => {
      runner.answer = (_request, response) => {
        response.on('close', resolve)
        response.write(`${JSON.stringify(exampleLog(0, 'x'))}\n`)
      }
    })
    const client = new AbortController()
    const response = await post(script, { signal: client.signal })
    await end(response, () => client.abort())
    await closed
  })

  it.each([
    ['no JSON', 'nonsense', 400, { code: 'bad-request' }],
    ['no such lesson', { lessonId: 'les-none', files: script.files }, 404, { code: 'not-found', field: 'lessonId' }],
    ['a bad path', { kind: 'script', files: [{ path: '/etc/passwd', content: '' }] }, 400, { code: 'bad-request', field: 'files.0.path' }],
    ['too large a body', 'x'.repeat(PLAYGROUND_LIMITS.runBodyBytesMax + 1), 413, { code: 'too-large' }],
    ['too much source', { kind: 'script', files: [{ path: 'a.js', content: 'x'.repeat(70_000) }] }, 413, { code: 'too-large', field: 'files' }],
  ])('is refused for %s in the one shape', async (_, body, status, error) => {
    const response = await post(body)
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ error: { message: expect.stringMatching(/./), ...error } })
  })

  it.each([
    [503, { code: 'busy', message: 'full', retryAfterSeconds: 8 }, 503, '8'],
    [429, { code: 'too-many', message: 'slow', retryAfterSeconds: 4 }, 429, '4'],
    [503, { code: 'sandbox-unavailable', message: 'no', missing: ['bubblewrap'], fix: 'install it' }, 503, '5'],
    [401, { code: 'unauthorized', message: 'secret' }, 502, null],
  ])('passes on that the runner said %i %j', async (status, error, expected, retryAfter) => {
    runner.answer = (_, response) => void response.writeHead(status).end(JSON.stringify({ error }))
    const response = await post(script)
    expect(response.status).toBe(expected)
    expect(response.headers.get('retry-after')).toBe(retryAfter)
  })

  it('is refused to one address that asks too fast, with how fast it may ask and when the next one is', async () => {
    runner.answer = (_, response) => void response.end(`${JSON.stringify(exampleEnd())}\n`)
    const address = nextAddress()
    for (let run = 0; run < PLAYGROUND_LIMITS.runsBurst; run += 1) expect(await (await post(script, {}, address)).text()).toContain('"end"')
    const refused = await post(script, {}, address)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ error: { code: 'too-many', message: expect.stringContaining('20 in 10 seconds') } })
    expect((await post(script)).status).toBe(200)
  })
})

describe('the state over HTTP', () => {
  it('is not kept by anybody', async () => {
    runner.answer = (_, response) => void response.end('{"status":"ready","missing":[],"fix":null,"layers":["secret name"]}')
    const response = await GET()
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ state: 'ready', missing: [], fix: null })
  })
})
