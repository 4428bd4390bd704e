import { availableParallelism } from 'node:os'
import { pino } from 'pino'
import { admissionBounds, createAdmission } from './admission.ts'
import { readEnv } from './env.ts'
import { SERVICE_LIMITS } from './limits.ts'
import { startGuard } from './sandbox/guard.ts'
import { closeInheritedDescriptors } from './sandbox/inherited-descriptors.ts'
import { createSandboxState } from './sandbox-state.ts'
import { createRunnerServer } from './server.ts'
import { createMetrics } from './service/metrics.ts'
import { createReadiness } from './service/readiness.ts'

const env = readEnv()
const log = pino({ level: env.LOG_LEVEL, base: { name: 'runner' } })
const inherited = closeInheritedDescriptors()
if (inherited.length > 0) log.warn({ descriptors: inherited }, 'closed descriptors that would have reached the sandbox')

startGuard(env.RUNNER_ROOT_DIR, env.RUNNER_WORK_DIR)
const cores = availableParallelism()
const pool = {
  places: cores * SERVICE_LIMITS.waitingPerCore,
  bootsAtOnce: Math.max(1, cores - 1),
  retryMs: SERVICE_LIMITS.bootRetryMs,
  graceMs: SERVICE_LIMITS.bootGraceMs,
}
const admission = createAdmission(admissionBounds(cores * SERVICE_LIMITS.placesPerCore))
const metrics = createMetrics({
  admission: admission.state,
  pool: () => state.sandbox()?.state() ?? null,
  health: () => state.health(),
  placesCpuMs: () => state.sandbox()?.cpuMs?.() ?? null,
})
const state = createSandboxState(env, pool, (message, details) => log.info(details, message), metrics)
const readiness = createReadiness({ state, admission, metrics, log })
const server = createRunnerServer({ secret: env.RUNNER_SECRET, admission, state, readiness, metrics, log })

/** Ends at once. Sandboxes die with this process. */
function leave(code: number): never {
  state.close()
  process.exit(code)
}

/** Takes no more runs, lets those that run end, then leaves. A second signal does not wait. */
let draining = false
function drain(signal: string): void {
  if (draining) leave(1)
  draining = true
  log.info({ signal, ...admission.state() }, 'shutting down')
  admission.close()
  readiness.stop()
  server.close(() => leave(0))
  setInterval(() => server.closeIdleConnections(), 50)
  setTimeout(() => leave(1), SERVICE_LIMITS.drainMs).unref()
}

process.on('SIGTERM', drain)
process.on('SIGINT', drain)
// Started with a channel to a parent: when that ends, however it ends, nobody is left to serve.
process.on('disconnect', () => leave(0))

server.on('error', (error: NodeJS.ErrnoException) => {
  log.fatal(
    error.code === 'EADDRINUSE'
      ? `port ${env.RUNNER_PORT} is taken: stop what listens there or set RUNNER_PORT`
      : `the runner cannot listen: ${error.message}`,
  )
  leave(1)
})
server.listen(env.RUNNER_PORT, '127.0.0.1', () => log.info({ port: env.RUNNER_PORT }, 'runner listens'))
await state.check()
readiness.startCanary()
