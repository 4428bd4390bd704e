// The site's own HTTP entry: hosts the framework's handler behind the rules of lib/http, logs each answer, ends gracefully.
// Started by the launcher, which it tells when it listens and with which it ends; its settings are complete.
import { readFileSync } from 'node:fs'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import compression from 'compression'
import next from 'next'
import { pino } from 'pino'
import { describeFaults, parseEnv } from '#lib/env-schema.ts'
import { trustedRanges } from '#lib/http/address-rules.ts'
import { baseHeaders } from '#lib/http/header-rules.ts'
import type { PathKind } from '#lib/http/request-rules.ts'
import { routeTable } from '#lib/http/route-table.ts'
import { beginShutdown } from '#lib/http/shutdown-state.ts'
import { logOptions } from '#lib/log-options.ts'
import { buildFolder } from './launch/settings.ts'
import { logAnswer } from './site/access-log.ts'
import { guardRequest, type SiteFacts } from './site/guard-request.ts'
import { boundedServer, closeGracefully, listenOn } from './site/listen.ts'

const FINISH_WITHIN_MS = 10_000
/** Between "not ready" and the end of listening, so that a balancer can turn away first. */
const TURN_AWAY_MS = 2000

const isDevelopment = process.argv.includes('--dev')
const parsed = parseEnv(process.env)
if (!parsed.ok) {
  console.error(`These settings are missing or wrong:\n${describeFaults(parsed.faults)}`)
  process.exit(1)
}
const env = parsed.value
const isHosted = env.DEPLOYMENT === 'hosted'
const log = pino(logOptions(env.LOG_LEVEL))
const facts: SiteFacts = {
  origin: env.SITE_URL,
  isDevelopment,
  trusted: trustedRanges(env.TRUSTED_PROXIES),
  kindOf: isDevelopment ? () => 'unknown' : builtRoutes(),
}

const servers = (isHosted ? ['::'] : ['127.0.0.1', '::1']).map((host) => ({
  host,
  server: boundedServer((request, response) => void answer(request, response), baseHeaders({ isHttps: env.SITE_URL.startsWith('https:') })),
}))
const mainServer = servers[0]?.server
if (isDevelopment) for (const { server } of servers.slice(1)) server.on('upgrade', (...upgrade) => mainServer?.emit('upgrade', ...upgrade))
// The framework attaches its WebSocket proxy to the server it is given. Only development needs one (for reloading), so what is
// built gets a server that never listens, and refuses every upgrade.
const app = next({
  dev: isDevelopment,
  dir: process.cwd(),
  hostname: new URL(env.SITE_URL).hostname,
  port: env.PORT,
  httpServer: isDevelopment ? mainServer : new Server(),
})
await app.prepare()
const handle = app.getRequestHandler()

/** Written for Express, of whose additions to request and response it uses none. Answers that say no-transform pass as they are. */
const compress = compression() as unknown as (request: IncomingMessage, response: ServerResponse, go: () => void) => void

let ending = false
process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise failed and nobody listened'))

for (const { host, server } of servers) {
  const isListening = await listenOn(server, env.PORT, host).catch((error: NodeJS.ErrnoException) => {
    if (host === '::' && error.code === 'EAFNOSUPPORT') return false
    console.error(`The site cannot listen on port ${env.PORT}: ${error.message}`)
    process.exit(1)
  })
  if (!isListening && host === '::') await listenOn(server, env.PORT, '0.0.0.0')
}
log.info({ port: env.PORT, deployment: env.DEPLOYMENT }, 'the site listens')
process.send?.('listening')

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  logAnswer(request, response, log)
  try {
    if (ending) response.setHeader('Connection', 'close')
    if (!guardRequest(request, response, facts)) return
    await new Promise<void>((go) => compress(request, response, go))
    await handle(request, response)
  } catch (error) {
    log.error({ err: error, requestId: request.headers['x-request-id'] }, 'a request failed')
    if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    response.end('500: this is our fault, not yours.\n')
  }
}

async function end(): Promise<void> {
  if (ending) return
  ending = true
  beginShutdown()
  if (isHosted) await delay(TURN_AWAY_MS)
  await closeGracefully(
    servers.map(({ server }) => server),
    FINISH_WITHIN_MS,
  )
  log.info('the site has ended')
  process.exit(0)
}

function builtRoutes(): (path: string) => PathKind {
  const read = (name: string) => JSON.parse(readFileSync(join(buildFolder(), name), 'utf8'))
  return routeTable({ appPaths: read('app-path-routes-manifest.json'), routes: read('routes-manifest.json') })
}
