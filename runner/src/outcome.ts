import type { EndEvent } from './contract.ts'
import { RUN_LIMITS } from './limits.ts'
import type { OutputLimit } from './output-collector.ts'
import type { ProgramEnd } from './sandbox/sandbox.ts'

/** Why the runner itself ended a run. */
export type StopReason = 'wall' | 'cpu' | 'memory' | 'listen' | 'cancelled' | 'steps-done' | OutputLimit

/** All that decides an outcome: what was seen and counted, never what a program wrote. */
export interface RunFacts {
  kind: 'script' | 'lab'
  /** The first reason; null when the program ended by itself. */
  stop: StopReason | null
  /** How the program ended; null while it did not. */
  ended: ProgramEnd | null
  wallMaxMs: number
  cpuMs: number | null
  memoryPeakBytes: number | null
  oomKills: number | null
  outputLimit: OutputLimit | null
}

type Decision = Pick<EndEvent, 'outcome' | 'exitCode' | 'signal' | 'limit'>

/** The outcome of a run with the limit that ended it. */
export function decideOutcome(facts: RunFacts): Decision {
  const none = { exitCode: null, signal: null, limit: null }
  if (facts.stop === 'wall') return { ...none, outcome: 'wall-timeout', limit: { name: 'wall', value: facts.wallMaxMs, unit: 'ms' } }
  if (facts.stop === 'listen') return { ...none, outcome: 'no-server', limit: { name: 'listen', value: RUN_LIMITS.listenMs, unit: 'ms' } }
  if (facts.stop === 'cancelled') return { ...none, outcome: 'cancelled' }
  if (facts.stop === 'cpu') return cpuTimeout()
  if (facts.stop === 'memory' || (facts.oomKills ?? 0) > 0) return outOfMemory(RUN_LIMITS.memoryBytes)
  if (facts.outputLimit === 'output-bytes')
    return { ...none, outcome: 'output-cut', limit: { name: 'output-bytes', value: RUN_LIMITS.outputBytesMax, unit: 'bytes' } }
  if (facts.outputLimit === 'output-lines')
    return { ...none, outcome: 'output-cut', limit: { name: 'output-lines', value: RUN_LIMITS.outputLinesMax, unit: 'lines' } }
  if (facts.stop === 'steps-done') return { ...none, outcome: 'finished' }
  return facts.ended ? decideEnded(facts, facts.ended) : { ...none, outcome: 'internal' }
}

/** The program ended by itself, or the kernel ended it. A signal alone says little: the counters tell why it was sent. */
function decideEnded(facts: RunFacts, ended: ProgramEnd): Decision {
  if (ended.signal === 'SIGXCPU' && (facts.cpuMs === null || facts.cpuMs >= RUN_LIMITS.cpuMs)) return cpuTimeout()
  // V8 aborts when its heap is full; a program that aborts by itself has rarely used as much.
  if (ended.signal === 'SIGABRT' && (facts.memoryPeakBytes ?? 0) >= RUN_LIMITS.heapBytes) return outOfMemory(RUN_LIMITS.heapBytes)
  if (ended.signal !== null) return { outcome: 'signal', exitCode: null, signal: ended.signal, limit: null }
  const outcome = ended.exitCode === 0 && facts.kind === 'script' ? 'finished' : 'exited'
  return { outcome, exitCode: ended.exitCode, signal: null, limit: null }
}

const cpuTimeout = (): Decision => ({
  outcome: 'cpu-timeout',
  exitCode: null,
  signal: null,
  limit: { name: 'cpu', value: RUN_LIMITS.cpuMs, unit: 'ms' },
})
const outOfMemory = (value: number): Decision => ({
  outcome: 'out-of-memory',
  exitCode: null,
  signal: null,
  limit: { name: 'memory', value, unit: 'bytes' },
})
