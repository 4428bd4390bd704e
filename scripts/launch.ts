// `npm start` and `npm run dev`: makes everything ready, starts database, runner and site as children, keeps them up, and ends
// them in order. Children end by themselves when their channel to this process closes, so that even a kill leaves nothing behind.
import { join } from 'node:path'
import type { Env, Settings } from '#lib/env-schema.ts'
import { applyMigrations } from '#prisma/apply-migrations.ts'
import { buildSite } from './launch/build-site.ts'
import { buildRunnerRoot, describeRunner, type Mode, startRunner, startSite } from './launch/children.ts'
import { writeEditorTypes } from './launch/editor-types.ts'
import { prepareEmbeddedPostgres } from './launch/embedded-postgres.ts'
import { takeInstanceLock } from './launch/instance-lock.ts'
import { placeThings } from './launch/placement.ts'
import { requireFreePort } from './launch/ports.ts'
import { say, secondsSince, Trouble } from './launch/progress.ts'
import { endSteps, runStep } from './launch/run-step.ts'
import { keptSecret } from './launch/secrets.ts'
import { readSettings } from './launch/settings.ts'
import { type Supervised, type Supervision, supervise } from './launch/supervise.ts'

/** A second signal within this time is the same key press arriving by another way (terminal, npm). */
const SAME_SIGNAL_MS = 800

const mode: Mode = process.argv[2] === 'dev' ? 'dev' : 'start'
/** What runs, in the order in which it is ended. */
const running: { name: string; child: Supervised; withinMs: number }[] = []
let release: () => void = () => undefined
let endingSince: number | null = null

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void onSignal())
process.on('disconnect', () => void onSignal())

try {
  await launch()
} catch (error) {
  if (endingSince === null) {
    console.error(error instanceof Trouble ? `\n${error.message}\n` : error)
    await end(1)
  }
}

async function launch(): Promise<void> {
  const settings = readSettings()
  const lock = takeInstanceLock(settings.DATA_DIR)
  release = lock.release
  if (lock.tookOver) say('An earlier run was cut off; taking over its data.')
  const ownRunner = settings.LEARNING_RUNNER_ENABLED && !process.env.RUNNER_URL
  await requireFreePort('PORT', settings.PORT, settings.DEPLOYMENT === 'hosted' ? ['::', '0.0.0.0'] : ['127.0.0.1', '::1'])
  if (ownRunner) await requireFreePort('RUNNER_PORT', settings.RUNNER_PORT, ['127.0.0.1'])
  const placement = placeThings(settings.DATA_DIR)

  if (mode === 'start') await buildSite(settings.SITE_URL)
  else writeEditorTypes()
  const hasRoot = ownRunner && (await buildRunnerRoot(placement))
  const env = await withDatabase(settings, placement)
  const began = Date.now()
  const runner = hasRoot ? startOwnRunner(env, placement) : undefined
  await Promise.all([startRunning('The site', 12_000, () => startSite(env, mode)), seed(env), runner])
  if (endingSince !== null) return
  say(
    `The site is up (${secondsSince(began)}).${settings.DEPLOYMENT === 'local' && mode === 'start' ? ` Logs: ${join(settings.DATA_DIR, 'logs')}` : ''}`,
  )
  if (!settings.LEARNING_RUNNER_ENABLED) say('The runner is switched off (LEARNING_RUNNER_ENABLED).')
  console.log(`\n${settings.SITE_URL}`)
}

/** The database is up and migrated; all settings are complete. */
async function withDatabase(settings: Settings, placement: ReturnType<typeof placeThings>): Promise<Env> {
  let url = settings.DATABASE_URL
  if (!url) {
    const began = Date.now()
    const postgres = await prepareEmbeddedPostgres(placement)
    await startRunning('The database', 10_000, postgres.start, { killSignal: 'SIGQUIT' })
    say(`The database is up (${secondsSince(began)}).`)
    url = postgres.url
  }
  const env: Env = {
    ...settings,
    DATABASE_URL: url,
    AUTH_SECRET: settings.AUTH_SECRET ?? keptSecret(join(settings.DATA_DIR, 'auth-secret')),
    RUNNER_SECRET: settings.RUNNER_SECRET ?? keptSecret(join(settings.DATA_DIR, 'runner-secret')),
  }
  const applied = await applyMigrations(url)
  for (const name of applied) say(`Migration ${name} is applied.`)
  return env
}

/** The register of the content's ids. Nothing waits for it but what refers to them. */
async function seed(env: Env): Promise<void> {
  const live = mode === 'dev' ? { CONTENT_LIVE: '1' } : {}
  const seeded = await runStep('seeding', ['--conditions=react-server', 'prisma/seed.ts'], {
    ...process.env,
    ...live,
    DATABASE_URL: env.DATABASE_URL,
  })
  for (const line of seeded.trim().split('\n').filter(Boolean)) say(line)
}

async function startOwnRunner(env: Env, placement: ReturnType<typeof placeThings>): Promise<void> {
  await startRunning('The runner', 5000, () => startRunner(env, placement, mode), { isDispensable: true })
  const health = await describeRunner(env)
  if (health) say(health)
}

async function startRunning(name: string, withinMs: number, start: Parameters<typeof supervise>[1], supervision?: Supervision): Promise<void> {
  if (endingSince !== null) throw new Trouble('ending')
  const child = await supervise(name, start, supervision)
  running.unshift({ name, child, withinMs })
  if (endingSince !== null) child.kill()
}

async function onSignal(): Promise<void> {
  if (endingSince === null) {
    endingSince = Date.now()
    say('Ending …')
    await end(0)
  } else if (Date.now() - endingSince > SAME_SIGNAL_MS) {
    say('Killed.')
    for (const { child } of running) child.kill()
    release()
    process.exit(1)
  }
}

async function end(code: number): Promise<void> {
  endSteps()
  const site = running.find(({ name }) => name === 'The site')
  await site?.child.stop(site.withinMs)
  for (const item of running) if (item !== site) await item.child.stop(item.withinMs)
  release()
  if (endingSince !== null) say('Everything has ended.')
  process.exit(code)
}
