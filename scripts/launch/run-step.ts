import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { say, secondsSince, Trouble } from './progress.ts'

const running = new Set<ChildProcess>()

/** Runs a program of ours to its end, saying now and then that it still goes on; throws with its whole output when it fails. */
export async function runStep(what: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const began = Date.now()
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const timer = setInterval(() => say(`… ${what} (${secondsSince(began)})`), 15_000)
  try {
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Trouble(`${what} failed:\n\n${output.trim()}`)
    return output
  } finally {
    clearInterval(timer)
    running.delete(child)
  }
}

/** Ends the steps that run now, with everything that they started. */
export function endSteps(): void {
  for (const child of running) {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      child.kill('SIGKILL')
    }
  }
}
