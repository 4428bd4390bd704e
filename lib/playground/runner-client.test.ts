import type { ServerResponse } from 'node:http'
import { JobSchema, type RunEvent } from '@crumbtrail/runner/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleEnd, exampleLog } from './example-events.ts'
import { type ExampleRunner, setExampleSettings, startExampleRunner } from './example-runner.ts'
import { PLAYGROUND_LIMITS } from './playground-limits.ts'
import { runnerStatus, startRunnerJob } from './runner-client.ts'

let runner: ExampleRunner
beforeAll(async () => {
  runner = await startExampleRunner()
  setExampleSettings(runner.url)
})
afterAll(() => runner.close())

const job = JobSchema.parse({ version: 1, kind: 'script', files: [{ path: 'a.js', content: '' }], caller: 'test' })
const still = () => new AbortController().signal
const stream =
  (...events: unknown[]) =>
  (_: unknown, response: ServerResponse) =>
    void response.end(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
const refuse = (status: number, error: unknown) => (_: unknown, response: ServerResponse) => {
  response.statusCode = status
  response.end(JSON.stringify(error))
}
const run = async (signal = still()) => {
  const started = await startRunnerJob(job, signal)
  if (!started.ok) return started.refusal
  const events: RunEvent[] = []
  for await (const event of started.events) events.push(event)
  return events
}
const outcomes = (events: Awaited<ReturnType<typeof run>>) =>
  Array.isArray(events) ? events.map((event) => (event.type === 'end' ? event.outcome : event.type)) : events

describe('a job handed to the runner', () => {
  it('goes with the secret, and its events come back as they were sent', async () => {
    let authorization: string | undefined
    runner.answer = (request, response) => {
      authorization = request.headers.authorization
      stream(exampleLog(0, 'hi\n'), exampleEnd())(request, response)
    }
    expect(await run()).toEqual([exampleLog(0, 'hi\n'), exampleEnd()])
    expect(authorization).toBe('Bearer a-secret-of-the-tests-of-the-playground')
    expect(JSON.parse(runner.bodies.at(-1) ?? '')).toEqual(job)
  })

  it('streams: an event is there before the next is sent', async () => {
    let sendEnd: () => void = () => undefined
    runner.answer = (_, response) => {
      response.write(`${JSON.stringify(exampleLog(0, 'first'))}\n`)
      sendEnd = () => void response.end(`${JSON.stringify(exampleEnd())}\n`)
    }
    const started = await startRunnerJob(job, still())
    if (!started.ok) throw new Error('refused')
    expect((await started.events.next()).value).toMatchObject({ text: 'first' })
    sendEnd()
    expect((await started.events.next()).value).toMatchObject({ type: 'end' })
  })

  it.each<[string, ExampleRunner['answer']]>([
    ['stops without an end', stream(exampleLog(0, 'x'))],
    ['sends what is no JSON', (_, response) => void response.end('{nonsense\n')],
    ['sends what is no event', stream({ type: 'end', outcome: 'fine' })],
    ['sends a line without end', (_, response) => void response.end('x'.repeat(PLAYGROUND_LIMITS.eventLengthMax + 1))],
    [
      'breaks the connection',
      (_, response) => {
        response.write(`${JSON.stringify(exampleLog(0, 'x'))}\n`)
        setTimeout(() => response.destroy(), 20)
      },
    ],
  ])('ends as our fault when the runner %s', async (_, answer) => {
    runner.answer = answer
    expect(outcomes(await run())).toEqual(expect.arrayContaining(['internal']))
    expect((outcomes(await run()) as string[]).at(-1)).toBe('internal')
  })

  it('passes nothing on after the end', async () => {
    runner.answer = stream(exampleEnd(), exampleLog(1, 'late'))
    expect(outcomes(await run())).toEqual(['finished'])
  })

  it('closes the runner’s side when the caller leaves, and then says nothing more', async () => {
    const closed = new Promise((resolve) => {
      runner.answer = (_, response) => {
        response.on('close', resolve)
        response.write(`${JSON.stringify(exampleLog(0, 'x'))}\n`)
      }
    })
    const leaving = new AbortController()
    const started = await startRunnerJob(job, leaving.signal)
    if (!started.ok) throw new Error('refused')
    await started.events.next()
    leaving.abort()
    expect(await started.events.next()).toEqual({ done: true, value: undefined })
    await closed
  })
})

describe('a job that is not taken', () => {
  it.each([
    [
      503,
      { error: { code: 'sandbox-unavailable', message: 'no', missing: ['bubblewrap'], fix: 'install it' } },
      { code: 'sandbox-unavailable', missing: ['bubblewrap'], fix: 'install it' },
    ],
    [429, { error: { code: 'too-many', message: 'slow', retryAfterSeconds: 9 } }, { code: 'too-many', retryAfterSeconds: 9 }],
    [503, { error: { code: 'busy', message: 'full', retryAfterSeconds: 3 } }, { code: 'busy', retryAfterSeconds: 3 }],
    [400, { error: { code: 'bad-request', message: 'odd', field: 'files' } }, { code: 'bad-request', field: 'files' }],
    [503, { error: { code: 'shutting-down', message: 'bye' } }, { code: 'runner-away' }],
    [
      401,
      { error: { code: 'unauthorized', message: 'wrong secret' } },
      { code: 'internal', message: 'The service that runs code refused to work for this site.' },
    ],
    [500, '<html>', { code: 'internal' }],
    [404, {}, { code: 'internal' }],
  ])('with %i %j is refused as %j', async (status, answer, refusal) => {
    runner.answer = refuse(status, answer)
    expect(await run()).toMatchObject(refusal)
  })
})

describe('the state of the runner', () => {
  it.each([
    [200, { status: 'ready', missing: [], fix: null, layers: [] }, { state: 'ready', missing: [], fix: null }],
    [
      200,
      { status: 'degraded', missing: ['cgroups'], fix: 'run as root', layers: [] },
      { state: 'degraded', missing: ['cgroups'], fix: 'run as root' },
    ],
    [
      503,
      { status: 'unavailable', missing: ['bubblewrap'], fix: 'install it', layers: [] },
      { state: 'unavailable', missing: ['bubblewrap'], fix: 'install it' },
    ],
    [200, { status: 'odd' }, { state: 'away', missing: [], fix: null }],
  ])('from %i %j is %j', async (code, answer, status) => {
    runner.answer = refuse(code, answer)
    expect(await runnerStatus(Date.now() + Math.random() * 1e9)).toEqual(status)
  })

  it.each([
    ['well, for ten seconds', 200, 'ready', 9_900, 10_100],
    ['not, for two', 503, 'unavailable', 1_900, 2_100],
  ])('is asked once for many pages while it is %s', async (_, code, status, soon, late) => {
    runner.answer = refuse(code, { status, missing: [], fix: null, layers: [] })
    const later = Date.now() + 2e9 * Math.random() + 2e9
    const asked = runner.bodies.length
    await Promise.all([runnerStatus(later), runnerStatus(later + 100)])
    await runnerStatus(later + soon)
    expect(runner.bodies.length - asked).toBe(1)
    await runnerStatus(later + late)
    expect(runner.bodies.length - asked).toBe(2)
  })
})
