import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import Module from 'node:module'
import { type AddressInfo, connect } from 'node:net'

/** Loaded by name, so that what is warm is the very module that a learner's `import` and `require` find later. */
const load = async <T>(name: string): Promise<T> => (await import(name)) as T

type Handler = (request: { session: { visits?: number } }, response: { cookie(name: string, value: string): void; send(text: string): void }) => void
interface App {
  use(...handlers: unknown[]): void
  get(path: string, handler: Handler): void
  post(path: string, handler: Handler): void
  listen(port: number, host: string): Server
}
type Express = (() => App) & { json(): unknown; urlencoded(options: { extended: boolean }): unknown }

/** As many requests as make the second half of the modules that Node loads on first use load, and V8 compile what runs often. */
const ROUNDS = 4

/**
 * Loads every package and puts a small Express server through its paces, so that a learner's first request meets code that was
 * loaded and compiled before. Leaves nothing behind: no listener, no open handle, no output.
 */
export async function exercise(): Promise<void> {
  const { default: express } = await load<{ default: Express }>('express')
  const { default: session } = await load<{ default: (options: object) => unknown }>('express-session')
  const { default: cookieParser } = await load<{ default: () => unknown }>('cookie-parser')
  for (const name of ['cookie', 'cookie-signature', 'jsonwebtoken', 'jose']) await load(name)
  const app = express()
  app.use(express.json(), express.urlencoded({ extended: false }), cookieParser())
  app.use(session({ secret: 'warm', resave: false, saveUninitialized: false }))
  app.get('/', (_request, response) => response.send('warm'))
  app.post('/', (request, response) => {
    request.session.visits = 1
    response.cookie('warm', 'yes')
    response.send('warm')
  })
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let cookie = 'a=b'
  for (let round = 0; round < ROUNDS; round += 1) {
    await ask(port, `GET / HTTP/1.1\r\nHost: warm.test\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)
    const body = round % 2 === 0 ? ['application/json', '{"a":1}'] : ['application/x-www-form-urlencoded', 'a=1']
    const answer = await ask(
      port,
      `POST / HTTP/1.1\r\nHost: warm.test\r\nContent-Type: ${body[0]}\r\nContent-Length: 7\r\nConnection: close\r\n\r\n${body[1]?.padEnd(7)}`,
    )
    // From now on its session is found.
    cookie = /connect\.sid=[^;]*/.exec(answer)?.[0] ?? cookie
  }
  server.close()
  await once(server, 'close')
  await runEntry()
}

/** Has Node run an entry as it will run the learner's, which takes paths through its loader that no import does. */
async function runEntry(): Promise<void> {
  // Not beside the learner's files: Node remembers for good that a folder had no package.json, and the learner's would never be read.
  const path = '/tmp/.warm-up.js'
  writeFileSync(path, "import 'express'\nprocess.emit('entered')\n")
  const entered = once(process, 'entered')
  ;(Module as unknown as { runMain(path: string): void }).runMain(path)
  await entered
  rmSync(path)
  Reflect.deleteProperty(Module.createRequire(path).cache, path)
  Reflect.deleteProperty(process, 'mainModule')
}

async function ask(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  let answer = ''
  socket.on('data', (text: string) => {
    answer += text
  })
  socket.end(request)
  await once(socket, 'close')
  return answer
}
