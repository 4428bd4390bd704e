/** Time of a run through the runner's HTTP contract, against the same program in a bare cold `node`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobInput, RunEvent } from '@crumbtrail/runner/contract'

const ROUNDS = 20
/** Bare programs start as learners' do: without the caller's environment. */
const emptyEnvironment = {} as NodeJS.ProcessEnv

const hello = `console.log('hello')\n`
const app = `import express from 'express'
import session from 'express-session'
const app = express()
app.use(session({ secret: 'a secret of this bench', resave: false, saveUninitialized: false }))
app.get('/', (req, res) => res.send('shop'))
app.post('/login', (req, res) => { req.session.user = 'alice'; res.send('welcome') })
app.get('/me', (req, res) => res.status(req.session.user ? 200 : 401).send(req.session.user ?? 'nobody'))
app.post('/logout', (req, res) => req.session.destroy(() => res.send('bye')))
const server = app.listen(process.env.PORT ?? 0, () => process.send?.(server.address().port))
`
const requests: [method: string, path: string, cookiesFrom?: string][] = [
  ['GET', '/'],
  ['POST', '/login'],
  ['GET', '/me', 's1'],
  ['POST', '/logout', 's1'],
  ['GET', '/me', 's1'],
]

const script: JobInput = { version: 1, kind: 'script', files: [{ path: 'main.js', content: hello }], caller: 'bench' }
const server: JobInput = {
  version: 1,
  kind: 'lab',
  sites: [{ host: 'shop.test', entry: 'server.js', port: 3000 }],
  files: [{ path: 'server.js', content: app }],
  steps: requests.map(([method, path, cookiesFrom], index) => ({
    id: `s${index}`,
    type: 'request',
    method,
    url: `http://shop.test${path}`,
    headers: [],
    ...(cookiesFrom ? { cookiesFrom } : {}),
  })),
  caller: 'bench',
}

const timed = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const runInSandbox = async (runnerUrl: string, secret: string, job: JobInput) => {
  const response = await fetch(`${runnerUrl}/v1/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(job),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`the runner answered ${response.status}: ${text.slice(0, 500)}`)
  const events = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent)
  const end = events.at(-1)
  const exchanges = events.filter((event) => event.type === 'exchange')
  if (end?.type !== 'end' || end.outcome !== 'finished' || exchanges.some((event) => !event.response))
    throw new Error(`a bench run did not finish: ${text.slice(-800)}`)
}

const runBareScript = async (path: string) => {
  const child = spawn(process.execPath, [path], { stdio: 'ignore', env: emptyEnvironment })
  await once(child, 'exit')
}

const runBareServer = async (path: string) => {
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: emptyEnvironment })
  const [port] = (await once(child, 'message')) as [number]
  let cookie = ''
  for (const [method, path] of requests) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: cookie ? { cookie } : {} })
    await response.text()
    cookie ||= response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const summary = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  return { medianMs: sorted[Math.floor(sorted.length / 2)] as number, p95Ms: sorted[Math.floor(sorted.length * 0.95)] as number }
}

/** Sandbox and bare `node` take turns, so that both meet the same machine. */
export const compareRuns = async (runnerUrl: string, secret: string) => {
  // Below runner/, so that the bare programs find the packages that the sandbox has.
  const folder = await mkdtemp(join(import.meta.dirname, '../../runner/.bench-'))
  try {
    const paths = { hello: join(folder, 'hello.mjs'), server: join(folder, 'server.mjs') }
    await writeFile(paths.hello, hello)
    await writeFile(paths.server, app)
    const times = { helloSandbox: [] as number[], helloBare: [] as number[], serverSandbox: [] as number[], serverBare: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      times.helloSandbox.push(await timed(() => runInSandbox(runnerUrl, secret, script)))
      times.helloBare.push(await timed(() => runBareScript(paths.hello)))
      times.serverSandbox.push(await timed(() => runInSandbox(runnerUrl, secret, server)))
      times.serverBare.push(await timed(() => runBareServer(paths.server)))
    }
    return {
      hello: { sandbox: summary(times.helloSandbox), bare: summary(times.helloBare) },
      server: { sandbox: summary(times.serverSandbox), bare: summary(times.serverBare) },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
