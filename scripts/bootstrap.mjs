// The first thing that runs, on any Node from 20 and before anything is installed: so it depends on nothing. It makes ready
// what a command needs (packages, Debian packages, Prisma client) and hands over to the Node that the project carries.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNode } from './setup/carried-node.mjs'
import { debianPackages } from './setup/debian-packages.mjs'
import { installPackages } from './setup/install-packages.mjs'
import { generatePrismaClient } from './setup/prisma-client.mjs'
import { say, stop } from './setup/say.mjs'

/** For each command: its program, what it needs of the machine (`must`: it stops without it), flags for Node. */
const COMMANDS = {
  start: { program: 'scripts/launch.ts', args: ['start'], wants: ['bubblewrap', 'redis-tools'], supervised: true },
  dev: { program: 'scripts/launch.ts', args: ['dev'], wants: ['bubblewrap', 'redis-tools'], supervised: true },
  runner: { program: 'scripts/runner.ts', wants: ['bubblewrap', 'redis-tools'], supervised: true },
  attacks: { program: 'runner/attacks/run-attacks.ts', must: ['bubblewrap'] },
  build: { program: 'scripts/build.ts' },
  test: { program: 'scripts/test.ts', must: ['bubblewrap', 'chromium'], wants: ['redis-tools'] },
  check: { program: 'scripts/check.ts' },
  fix: { program: 'scripts/fix.ts' },
  e2e: { program: 'scripts/e2e.ts', must: ['chromium'], wants: ['bubblewrap', 'redis-tools'] },
  bench: { program: 'scripts/bench.ts', must: ['bubblewrap', 'chromium'], wants: ['redis-tools'] },
  crash: { program: 'scripts/crash-test.ts' },
  oracle: { program: 'scripts/oracle.ts', must: ['chromium'] },
  'account:role': { program: 'scripts/account-role.ts', flags: ['--conditions=react-server'] },
  'content:check': { program: 'scripts/content-check.ts', wants: ['bubblewrap', 'redis-tools'], flags: ['--conditions=react-server'] },
  'db:migrate': { program: 'scripts/db-migrate.ts' },
  'db:new': { program: 'scripts/db-new.ts' },
  'db:seed': { program: 'scripts/db-seed.ts', flags: ['--conditions=react-server'] },
}

const [name = '', ...rest] = process.argv.slice(2)
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
if (!command) stop(`There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}.`)

const project = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(project)
process.env.CRUMBTRAIL_STARTED_AT = String(Date.now())
process.env.NEXT_TELEMETRY_DISABLED = '1'
process.env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = '1'
process.env.PATH = `${join(project, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`

await installPackages()
await debianPackages({ must: command.must ?? [], wants: command.wants ?? [] })
const node = findNode()
generatePrismaClient(node)
if (!existsSync(command.program)) stop(`${command.program} is missing, so "npm run ${name}" cannot do its work.`)
handOver(node, [...(command.flags ?? []), command.program, ...(command.args ?? []), ...rest], command.supervised === true)

/** Runs the program with our terminal, passes signals on and ends as it ends. A supervised program also ends when we vanish. */
function handOver(node, args, supervised) {
  const child = spawn(node, args, { stdio: supervised ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit' })
  child.on('error', (error) => stop(`Node could not be started: ${error.message}`))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm may be killed in a way that tells nobody; the place above us, or above its shell, is then taken by another process.
  const above = parents()
  if (supervised && process.env.npm_lifecycle_event) setInterval(() => parents() !== above && child.kill('SIGTERM'), 1000).unref()
  child.on('exit', (code, signal) => {
    if (signal) say(`${name} was ended by ${signal}.`)
    process.exit(code ?? 1)
  })
}

/** Our parent and, where the system tells it, the parent of that one (npm starts us through a shell). */
function parents() {
  const stat = `/proc/${process.ppid}/stat`
  const grandparent = existsSync(stat)
    ? readFileSync(stat, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1]
    : ''
  return `${process.ppid} ${grandparent}`
}
