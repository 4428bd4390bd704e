/** What the bench of runs plays: through the runner's HTTP contract, and the same program in a bare cold `node`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http'
import type { JobInput, RunEvent } from '@crumbtrail/runner/contract'

/** Milliseconds from asking to the first byte that the program wrote (null where it writes none) and to the end. */
export type RunTimes = { firstByteMs: number | null; endMs: number }

export type BenchRunner = { url: string; secret: string; pid: number }

export const HELLO = `console.log('hello')\n`
export const SERVER = `import express from 'express'
import session from 'express-session'
const app = express()
app.use(session({ secret: 'a secret of this bench', resave: false, saveUninitialized: false }))
app.get('/', (req, res) => res.send('shop'))
app.post('/login', (req, res) => { req.session.user = 'alice'; res.send('welcome') })
app.get('/me', (req, res) => res.status(req.session.user ? 200 : 401).send(req.session.user ?? 'nobody'))
app.post('/logout', (req, res) => req.session.destroy(() => res.send('bye')))
const server = app.listen(process.env.PORT ?? 0, () => process.send?.(server.address().port))
`
const REQUESTS: [method: string, path: string, status: number, cookiesFrom?: string][] = [
  ['GET', '/', 200],
  ['POST', '/login', 200],
  ['GET', '/me', 200, 's1'],
  ['POST', '/logout', 200, 's1'],
  ['GET', '/me', 401, 's1'],
]

const helloJob: JobInput = { version: 1, kind: 'script', files: [{ path: 'main.js', content: HELLO }], caller: 'bench' }
const serverJob: JobInput = {
  version: 1,
  kind: 'lab',
  sites: [{ host: 'shop.test', entry: 'server.js', port: 3000 }],
  files: [{ path: 'server.js', content: SERVER }],
  steps: REQUESTS.map(([method, path, , cookiesFrom], index) => ({
    id: `s${index}`,
    type: 'request',
    method,
    url: `http://shop.test${path}`,
    headers: [],
    ...(cookiesFrom ? { cookiesFrom } : {}),
  })),
  caller: 'bench',
}

/** The same five by a simulated browser, which carries the session itself and says why. */
const browserJob: JobInput = {
  ...serverJob,
  browsers: [{ name: 'alice' }],
  steps: REQUESTS.map(([method, path], index) => {
    const common = { id: `s${index}`, url: `http://shop.test${path}` }
    return method === 'GET' ? { ...common, type: 'visit' } : { ...common, type: 'submit', method, form: {} }
  }),
}

/** Connections stay open between runs, as those of a site do. */
const agent = new Agent({ keepAlive: true })

type Answer = { status: number; cookies: string[]; text: string }

/** One request by Node's own client, the leanest there is: what is measured is what it talks to. `onText` hears of all text so far. */
const ask = async (url: string, options: RequestOptions, body: string | null, onText?: (text: string) => void): Promise<Answer> => {
  const asked = request(url, { agent, ...options }).end(body)
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const piece of response.setEncoding('utf8')) {
    text += piece
    onText?.(text)
  }
  return { status: response.statusCode ?? 0, cookies: response.headers['set-cookie'] ?? [], text }
}

/** Plays a job and throws unless every part of it went as it must. Each has a caller of its own, so that nobody's share is what is measured. */
const runInSandbox = async ({ url, secret }: BenchRunner, job: JobInput): Promise<RunTimes> => {
  const startedAt = performance.now()
  let firstByteMs: number | null = null
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ ...job, caller: `bench-${Math.random()}` })
  const { status, text } = await ask(`${url}/v1/runs`, { method: 'POST', headers }, body, (sofar) => {
    if (firstByteMs === null && sofar.includes('{"type":"log"')) firstByteMs = performance.now() - startedAt
  })
  const endMs = performance.now() - startedAt
  if (status !== 200) throw new Error(`the runner answered ${status}: ${text.slice(0, 500)}`)
  const events = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent)
  const end = events.at(-1)
  const statuses = events.flatMap((event) => (event.type === 'exchange' ? [event.response?.status] : []))
  const expected = job.kind === 'lab' ? REQUESTS.map(([, , status]) => status) : []
  if (end?.type !== 'end' || end.outcome !== 'finished' || statuses.join() !== expected.join())
    throw new Error(`a bench run did not finish: ${text.slice(-800)}`)
  return { firstByteMs, endMs }
}

export const playHello = (runner: BenchRunner) => runInSandbox(runner, helloJob)
export const playBrowser = (runner: BenchRunner) => runInSandbox(runner, browserJob)
export const playServer = (runner: BenchRunner) => runInSandbox(runner, serverJob)

/** Asks for a run that only waits. What came of it is the status of the answer; the run ends when the signal does. */
export const askForPause = async ({ url, secret }: BenchRunner, signal: AbortSignal): Promise<{ status: number; answeredMs: number }> => {
  const startedAt = performance.now()
  const job: JobInput = { ...helloJob, files: [{ path: 'main.js', content: 'setTimeout(() => {}, 4000)' }], caller: `bench-${Math.random()}` }
  const response = await fetch(`${url}/v1/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify(job),
    signal,
  })
  return { status: response.status, answeredMs: performance.now() - startedAt }
}

/** Bare programs start as learners' do: without the caller's environment. */
const emptyEnvironment = {} as NodeJS.ProcessEnv

export const runBareHello = async (path: string): Promise<RunTimes> => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'], env: emptyEnvironment })
  let firstByteMs: number | null = null
  child.stdout.once('data', () => {
    firstByteMs = performance.now() - startedAt
  })
  await once(child, 'close')
  return { firstByteMs, endMs: performance.now() - startedAt }
}

export const runBareServer = async (path: string): Promise<RunTimes> => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: emptyEnvironment })
  const exited = once(child, 'exit')
  const [port] = (await once(child, 'message')) as [number]
  let cookie = ''
  for (const [method, path, expected] of REQUESTS) {
    const { status, cookies } = await ask(`http://127.0.0.1:${port}${path}`, { method, headers: cookie ? { cookie } : {} }, null)
    if (status !== expected) throw new Error(`a bare bench run answered ${status} to ${path}`)
    cookie ||= cookies[0]?.split(';')[0] ?? ''
  }
  child.kill('SIGKILL')
  await exited
  return { firstByteMs: null, endMs: performance.now() - startedAt }
}
