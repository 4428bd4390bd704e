import { type Job, JobSchema } from '@crumbtrail/runner/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleEnd } from './example-events.ts'
import { type ExampleRunner, setExampleSettings, startExampleRunner } from './example-runner.ts'
import { findLab } from './find-lab.ts'
import { startRun } from './start-run.ts'

const LESSON = 'les-http-forgets-you'

let runner: ExampleRunner
beforeAll(async () => {
  runner = await startExampleRunner()
  setExampleSettings(runner.url)
  runner.answer = (_, response) => void response.end(`${JSON.stringify(exampleEnd())}\n`)
})
afterAll(() => runner.close())

const still = () => new AbortController().signal
const own = (over = {}) => ({ id: 'own-1', type: 'request' as const, method: 'GET', url: 'http://shop.test/', headers: [], ...over })
const lab = (over = {}) => ({ lessonId: LESSON, files: [{ path: 'server.js', content: '// mine' }], requests: [], ...over })
const drain = async (started: Awaited<ReturnType<typeof startRun>>) => {
  if (started.ok) for await (const _ of started.events);
  return started
}
const jobSent = (): Job => JobSchema.parse(JSON.parse(runner.bodies.at(-1) ?? ''))

describe('a run of a lab', () => {
  it('takes sites and steps from the lab, files from the page, and adds the page’s requests', async () => {
    const found = await findLab(LESSON)
    expect(await drain(await startRun('one', lab({ requests: [own({ cookiesFrom: found?.lab.steps[0]?.id })] }), still()))).toMatchObject({
      ok: true,
    })
    const job = jobSent()
    expect(job.files).toContainEqual({ path: 'server.js', content: '// mine' })
    expect(job.sites).toEqual(found?.lab.sites)
    expect(job.steps.map(({ id }) => id)).toEqual([...(found?.lab.steps ?? []).map(({ id }) => id), 'own-1'])
    expect(job.caller).toBe('one')
  })

  it('never sends the solution', async () => {
    const found = await findLab(LESSON)
    await drain(await startRun('two', lab(), still()))
    for (const { content } of found?.lab.solved ?? []) expect(runner.bodies.at(-1)).not.toContain(JSON.stringify(content).slice(1, -1))
  })

  it('fills in files that the page leaves out', async () => {
    const found = await findLab(LESSON)
    await drain(await startRun('three', lab({ files: [{ path: 'extra.js', content: '1' }] }), still()))
    expect(jobSent().files).toEqual([{ path: 'extra.js', content: '1' }, ...(found?.lab.start ?? [])])
  })

  it.each([
    ['an unknown lesson', lab({ lessonId: 'les-none' }), { code: 'not-found', field: 'lessonId' }],
    ['a request to another host', lab({ requests: [own({ url: 'http://elsewhere.test/' })] }), { code: 'bad-request', field: 'requests.0.url' }],
    [
      'a step of a browser that the lab does not have',
      lab({ requests: [own(), { id: 'own-2', type: 'visit', browser: 'alice', url: 'http://shop.test/' }] }),
      { code: 'bad-request', field: 'requests.1.browser' },
    ],
    [
      'cookies of no request',
      lab({ requests: [own(), own({ id: 'own-2', cookiesFrom: 'nowhere' })] }),
      { code: 'bad-request', field: 'requests.1.cookiesFrom' },
    ],
    ['a request named as one of the lab', lab({ requests: [own({ id: 'alice-1' })] }), { code: 'bad-request', field: 'requests.0.id' }],
    [
      'a file given twice',
      lab({
        files: [
          { path: 'server.js', content: '' },
          { path: 'server.js', content: '' },
        ],
      }),
      { code: 'bad-request', field: 'files.1.path' },
    ],
    ['too much source', lab({ files: [{ path: 'server.js', content: 'x'.repeat(65 * 1024) }] }), { code: 'too-large', field: 'files' }],
  ])('refuses %s by name, and sends nothing', async (_, request, refusal) => {
    const before = runner.bodies.length
    expect(await startRun('four', request, still())).toMatchObject({ ok: false, refusal })
    expect(runner.bodies.length).toBe(before)
  })
})

describe('a run of a script', () => {
  it('is sent as it is', async () => {
    await drain(await startRun('five', { kind: 'script', files: [{ path: 'a.js', content: '1' }], stdin: 'in' }, still()))
    expect(jobSent()).toMatchObject({ kind: 'script', files: [{ path: 'a.js', content: '1' }], stdin: 'in', sites: [], steps: [] })
  })

  it('is refused by name when nobody says which file to run', async () => {
    const request = {
      kind: 'script' as const,
      files: [
        { path: 'a.js', content: '1' },
        { path: 'b.js', content: '1' },
      ],
    }
    expect(await startRun('six', request, still())).toMatchObject({ ok: false, refusal: { code: 'bad-request', field: 'entry' } })
  })
})

describe('the places of a caller', () => {
  it('are two, are given back by leaving, and by an end', async () => {
    const answered = runner.answer
    runner.answer = (_, response) => void response.writeHead(200).flushHeaders()
    const leaving = new AbortController()
    const first = await startRun('seven', lab(), leaving.signal)
    const second = await startRun('seven', lab(), still())
    expect([first.ok, second.ok]).toEqual([true, true])
    expect(await startRun('seven', lab(), still())).toMatchObject({ ok: false, refusal: { code: 'too-many', retryAfterSeconds: 2 } })
    leaving.abort()
    runner.answer = answered
    expect(await drain(await startRun('seven', lab(), still()))).toMatchObject({ ok: true })
    expect(await drain(await startRun('seven', lab(), still()))).toMatchObject({ ok: true })
  })

  it('are given back when the runner refuses', async () => {
    const answered = runner.answer
    runner.answer = (_, response) => {
      response.statusCode = 503
      response.end('{"error":{"code":"busy","message":"full"}}')
    }
    for (let attempt = 0; attempt < 4; attempt += 1)
      expect(await startRun('eight', lab(), still())).toMatchObject({ ok: false, refusal: { code: 'busy' } })
    runner.answer = answered
  })

  it('are thirty a minute at most', async () => {
    const answers: string[] = []
    for (let run = 0; run < 21; run += 1) {
      const started = await drain(await startRun('nine', lab(), still()))
      answers.push(started.ok ? 'ok' : started.refusal.code)
    }
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(20)
    expect(answers.at(-1)).toBe('too-many')
  })
})
