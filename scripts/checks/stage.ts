import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type Stage = {
  name: string
  /** Programs in order, as arguments for Node; the stage fails with the first that does. */
  runs: string[][]
  env?: Record<string, string>
  /** A stage on whose result later ones are built: when it fails, they are not tried. */
  isGround?: boolean
}

export type StageResult = { name: string; outcome: 'passed' | 'failed' | 'not tried'; seconds: number; output?: string }

/** Lines of a failed stage that are shown again at the end, where whoever reads only the end finds them: test runners sum up there. */
const SHOWN_AGAIN_LINES = 60

let running: ReturnType<typeof spawn> | null = null

/**
 * Runs the stages one after another, saying which it is in and what each took, and shows the whole output of those that fail.
 * Ends with a table and `N passed, N failed`, and resolves to whether all passed (a stage that was not tried did not).
 */
export async function runStages(stages: readonly Stage[]): Promise<boolean> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => endRunning(signal))
  const results: StageResult[] = []
  let groundFailed = false
  for (const [index, stage] of stages.entries()) {
    if (groundFailed) {
      results.push({ name: stage.name, outcome: 'not tried', seconds: 0 })
      continue
    }
    console.log(`[${index + 1}/${stages.length}] ${stage.name} …`)
    const began = Date.now()
    const failure = await runStage(stage)
    const outcome = failure === null ? 'passed' : 'failed'
    const seconds = (Date.now() - began) / 1000
    results.push({ name: stage.name, outcome, seconds, ...(failure === null ? {} : { output: failure }) })
    console.log(`[${index + 1}/${stages.length}] ${stage.name}: ${outcome} (${seconds.toFixed(1)} s)\n`)
    groundFailed = outcome === 'failed' && stage.isGround === true
  }
  for (const { name, output } of results) if (output !== undefined) printAgain(name, output)
  printTable(results)
  return results.every(({ outcome }) => outcome === 'passed')
}

/** Null when it passed, else what the program that failed wrote. */
async function runStage({ name, runs, env }: Stage): Promise<string | null> {
  const began = Date.now()
  const timer = setInterval(() => console.log(`      … ${name} goes on (${Math.round((Date.now() - began) / 1000)} s)`), 30_000)
  try {
    for (const args of runs) {
      const { code, output } = await runProgram(args, { ...process.env, ...env })
      if (code !== 0) {
        console.log(output.trimEnd())
        return output
      }
    }
    return null
  } finally {
    clearInterval(timer)
  }
}

async function runProgram(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  // A group of its own, so that everything it started can be ended with it.
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  running = child
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [code] = await once(child, 'close')
  running = null
  return { code: typeof code === 'number' ? code : 1, output }
}

function endRunning(signal: NodeJS.Signals): void {
  if (running?.pid) process.kill(-running.pid, signal)
  console.log('\nStopped.')
  process.exit(130)
}

function printAgain(name: string, output: string): void {
  const lines = output.trimEnd().split('\n')
  console.log(`${name} failed; the last of what it wrote:\n`)
  console.log(lines.slice(-SHOWN_AGAIN_LINES).join('\n'))
  console.log('')
}

function printTable(results: readonly StageResult[]): void {
  const width = Math.max(...results.map(({ name }) => name.length))
  for (const { name, outcome, seconds } of results) console.log(`${name.padEnd(width)}  ${outcome.padEnd(9)}  ${seconds.toFixed(1).padStart(7)} s`)
  const count = (wanted: StageResult['outcome']) => results.filter(({ outcome }) => outcome === wanted).length
  const notTried = count('not tried')
  const total = results.reduce((sum, { seconds }) => sum + seconds, 0)
  console.log(`${'all'.padEnd(width)}  ${''.padEnd(9)}  ${total.toFixed(1).padStart(7)} s\n`)
  console.log(`${count('passed')} passed, ${count('failed')} failed${notTried > 0 ? `, ${notTried} not tried` : ''}`)
}
