// Holds a program that knows nothing of us on a leash: when the channel to whoever started this is closed (also because that
// process was killed outright), the program is asked to end. What to run comes as JSON in the first argument.
import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'

/** Nothing of ours reaches a program on the leash. */
const PLAIN_ENV = { LC_MESSAGES: 'C', TZ: 'UTC', NODE_ENV: 'production' } as const

export type Leashed = { command: string; args: string[]; log: string; endSignal: NodeJS.Signals; user: { uid: number; gid: number } | null }

const { command, args, log, endSignal, user }: Leashed = JSON.parse(process.argv[2] ?? '')
const output = openSync(log, 'a', 0o600)
const child = spawn(command, args, { cwd: '/', env: PLAIN_ENV, stdio: ['ignore', output, output], ...user })

child.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
child.on('exit', (code) => process.exit(code ?? 1))
process.on('disconnect', () => child.kill(endSignal))
process.on('SIGTERM', () => child.kill(endSignal))
process.on('SIGINT', () => child.kill(endSignal))
process.on('SIGQUIT', () => child.kill('SIGQUIT'))
