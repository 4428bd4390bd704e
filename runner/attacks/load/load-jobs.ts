import type { JobInput } from '../../src/contract.ts'
import { readAttacks } from '../attack-file.ts'

type LoadJob = Omit<JobInput, 'version' | 'caller'>

const server = `import express from 'express'
import session from 'express-session'
const app = express()
app.use(session({ secret: 'of the proof', resave: false, saveUninitialized: false }))
app.get('/', (request, response) => response.send('shop'))
app.post('/login', (request, response) => { request.session.user = 'alice'; response.send('welcome') })
app.get('/me', (request, response) => response.send(request.session.user ?? 'nobody'))
app.listen(process.env.PORT)
`
const ask = (id: string, method: string, path: string): NonNullable<JobInput['steps']>[number] => ({
  id,
  type: 'request',
  method,
  url: `http://shop.test${path}`,
  ...(id === 'me' || id === 'again' ? { cookiesFrom: 'login' } : {}),
})

/** What a learner runs: a server with a session, asked five times. */
export const HONEST_LAB: LoadJob = {
  kind: 'lab',
  files: [{ path: 'server.js', content: server }],
  sites: [{ host: 'shop.test', entry: 'server.js', port: 3000 }],
  steps: [ask('home', 'GET', '/'), ask('login', 'POST', '/login'), ask('me', 'GET', '/me'), ask('again', 'GET', '/me'), ask('other', 'GET', '/')],
}

export const HONEST_SCRIPT: LoadJob = { kind: 'script', files: [{ path: 'main.js', content: "console.log('hello')" }] }

/** A program that goes on until it is ended, and leaves as much behind as it can. */
export const CLINGING: LoadJob = {
  kind: 'script',
  files: [
    {
      path: 'main.cjs',
      content:
        "const { spawn } = require('node:child_process'); for (let child = 0; child < 2; child += 1) spawn(process.execPath, ['-e', 'setInterval(() => {}, 9)'], { detached: true, stdio: 'ignore' }).unref(); require('node:fs').writeFileSync('/tmp/x', Buffer.alloc(1 << 20)); require('node:net').createServer().listen('\\0left'); setInterval(() => {}, 50); console.log('up')",
    },
  ],
  limits: { wallMs: 30_000 },
}

const GREEDY = [
  'processes/spin',
  'processes/fork-bomb',
  'memory/outside-the-heap',
  'output/flood-both',
  'lab/four-busy-sites',
  'answers/endless-body',
  'memory/kernel-buffers',
  'network/flood-itself',
  'processes/machine-code-fork-bomb',
  'memory/names-that-are-not-there',
  'processes/hydra',
]
const HOSTILE_WALL_MS = 1_500

/** Hostile programs that want the machine for themselves, each for a moment. */
export const HOSTILE: readonly LoadJob[] = readAttacks()
  .filter(({ name }) => GREEDY.some((greedy) => name.startsWith(greedy)))
  .map(({ job }) => ({ ...(JSON.parse(JSON.stringify(job).replace(/__HOST_[A-Z]+__/g, '1')) as LoadJob), limits: { wallMs: HOSTILE_WALL_MS } }))
