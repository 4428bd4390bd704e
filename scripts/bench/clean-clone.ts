/** How long a new user waits: `git clone`, then `npm start` until it prints the address; then the same again, warm. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Seconds until the launcher prints the address as a line of its own; it is then stopped. */
export const timeStart = async (folder: string, env: NodeJS.ProcessEnv): Promise<number> => {
  const started = performance.now()
  const child = spawn('npm', ['start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  const exited = once(child, 'exit')
  const ready = new Promise<number>((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text
      if (/^http:\/\/localhost:\d+\/?$/m.test(output)) resolve((performance.now() - started) / 1000)
    })
    exited.then(() => reject(new Error(`npm start ended before it was up:\n${output.slice(-3000)}`)), reject)
  })
  try {
    return await ready
  } finally {
    // As Ctrl-C does: to the whole group, since npm's shell passes nothing on.
    process.kill(-(child.pid as number), 'SIGINT')
    await exited
  }
}

/** A clone of the committed project: npm's own download cache is the only thing that it shares with this one. */
export const measureCleanClone = async (env: NodeJS.ProcessEnv) => {
  const folder = await mkdtemp(join(tmpdir(), 'crumbtrail-clone-'))
  try {
    await run('git', ['clone', '--quiet', join(import.meta.dirname, '../..'), folder])
    const coldSeconds = await timeStart(folder, env)
    const warmSeconds = await timeStart(folder, env)
    return { coldSeconds, warmSeconds }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
