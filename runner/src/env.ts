import { userInfo } from 'node:os'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const EnvSchema = z.object({
  RUNNER_PORT: z.coerce.number('expected a port').int('expected a port').min(1, 'expected a port').max(65535, 'expected a port').default(3100),
  RUNNER_SECRET: z.string('expected a secret of at least 32 characters').min(32, 'expected a secret of at least 32 characters'),
  DEPLOYMENT: z.enum(['local', 'hosted'], 'expected local or hosted').default('local'),
  /** The prepared read-only root: made by `runner/scripts/build-root.ts`. */
  RUNNER_ROOT_DIR: z
    .string()
    .min(1, 'expected a folder')
    .default(fileURLToPath(new URL('../.root', import.meta.url))),
  /** A folder for the runner's own small files; a fresh one under the system's temporary folder when unset. */
  RUNNER_WORK_DIR: z.string().min(1, 'expected a folder').optional(),
  /** Hosted only: run although no cgroup bounds memory, tasks and processor of a run as a whole. */
  RUNNER_ALLOW_NO_CGROUP: z.enum(['0', '1'], 'expected 0 or 1').default('0'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'expected fatal, error, warn, info, debug, trace or silent')
    .default('info'),
})

export type RunnerEnv = z.output<typeof EnvSchema>

/**
 * The runner's settings. An empty value counts as unset. Throws one error that lists every fault by the variable's
 * name and what was expected; values are never repeated.
 */
export function parseEnv(variables: Record<string, string | undefined>): RunnerEnv {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = EnvSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`the runner's settings are not right:\n${faults.join('\n')}`)
}

/** The settings of this process. Prints every fault and ends it when they are not right. */
export function readEnv(): RunnerEnv {
  try {
    return parseEnv(process.env)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

/** Whether this process may change its user, as the sandbox's launcher then must. */
export const runsAsRoot = (): boolean => userInfo().uid === 0
