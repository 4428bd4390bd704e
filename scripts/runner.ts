// `npm run runner`: the runner alone, for a machine of its own (RUNNER_PORT, RUNNER_SECRET), with its log on our output.
import { join } from 'node:path'
import type { Env } from '#lib/env-schema.ts'
import { buildRunnerRoot, describeRunner, startRunner } from './launch/children.ts'
import { placeThings } from './launch/placement.ts'
import { requireFreePort } from './launch/ports.ts'
import { say, Trouble } from './launch/progress.ts'
import { keptSecret } from './launch/secrets.ts'
import { readSettings } from './launch/settings.ts'
import { supervise } from './launch/supervise.ts'

try {
  const settings = readSettings()
  const placement = placeThings(settings.DATA_DIR)
  await requireFreePort('RUNNER_PORT', settings.RUNNER_PORT, ['127.0.0.1'])
  if (!(await buildRunnerRoot(placement))) process.exit(1)
  const secret = settings.RUNNER_SECRET ?? keptSecret(join(settings.DATA_DIR, 'runner-secret'))
  const env: Env = { ...settings, RUNNER_URL: `http://127.0.0.1:${settings.RUNNER_PORT}`, RUNNER_SECRET: secret, DATABASE_URL: '', AUTH_SECRET: '' }
  const runner = await supervise('The runner', () => startRunner(env, placement, 'dev'))
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
    process.once(event, () => void runner.stop(5000).then(() => process.exit(0)))
  say((await describeRunner(env)) ?? 'The runner does not answer.')
  console.log(`\n${env.RUNNER_URL}`)
} catch (error) {
  console.error(error instanceof Trouble ? `\n${error.message}\n` : error)
  process.exit(1)
}
