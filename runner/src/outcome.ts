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
  wallMs: number
  cpuMs: number | null
  memoryPeakBytes: number | null
  oomKills: number | null
  outputLimit: OutputLimit | null
  /** What had been written when a bound of it was hit. */
  output: { bytes: number; lines: number }
}

type Decision = Pick<EndEvent, 'outcome' | 'exitCode' | 'signal' | 'limit'>
type LimitName = NonNullable<EndEvent['limit']>['name']

const NONE = { exitCode: null, signal: null, limit: null }

/** The outcome of a run with the limit that ended it. */
export function decideOutcome(facts: RunFacts): Decision {
  if (facts.stop === 'wall') return { ...NONE, outcome: 'wall-timeout', limit: limitOf('wall', facts) }
  if (facts.stop === 'listen') return { ...NONE, outcome: 'no-server', limit: limitOf('listen', facts) }
  if (facts.stop === 'cancelled') return { ...NONE, outcome: 'cancelled' }
  if (facts.stop === 'cpu') return cpuTimeout(facts)
  if (facts.stop === 'memory' || (facts.oomKills ?? 0) > 0) return outOfMemory(facts)
  if (facts.outputLimit) return { ...NONE, outcome: 'output-cut', limit: limitOf(facts.outputLimit, facts) }
  if (facts.stop === 'steps-done') return { ...NONE, outcome: 'finished' }
  return facts.ended ? decideEnded(facts, facts.ended) : { ...NONE, outcome: 'internal' }
}

/** The program ended by itself, or the kernel ended it. A signal alone says little: the counters tell why it was sent. */
function decideEnded(facts: RunFacts, ended: ProgramEnd): Decision {
  if (ended.signal === 'SIGXCPU' && (facts.cpuMs ?? 0) >= RUN_LIMITS.cpuMs) return cpuTimeout(facts)
  // V8 aborts when its heap is full; a program that aborts by itself has rarely used as much.
  if (ended.signal === 'SIGABRT' && (facts.memoryPeakBytes ?? 0) >= RUN_LIMITS.heapBytes) return outOfMemory(facts, RUN_LIMITS.heapBytes)
  if (ended.signal !== null) return { outcome: 'signal', exitCode: null, signal: ended.signal, limit: null }
  const outcome = ended.exitCode === 0 && facts.kind === 'script' ? 'finished' : 'exited'
  return { outcome, exitCode: ended.exitCode, signal: null, limit: null }
}

const cpuTimeout = (facts: RunFacts): Decision => ({ ...NONE, outcome: 'cpu-timeout', limit: limitOf('cpu', facts) })
const outOfMemory = (facts: RunFacts, value: number = RUN_LIMITS.memoryBytes): Decision => ({
  ...NONE,
  outcome: 'out-of-memory',
  limit: { ...limitOf('memory', facts), value },
})

/** A limit with its value and what was used of it. */
function limitOf(name: LimitName, facts: RunFacts): NonNullable<EndEvent['limit']> {
  const limits: Record<LimitName, Omit<NonNullable<EndEvent['limit']>, 'name'>> = {
    wall: { value: facts.wallMaxMs, unit: 'ms', used: facts.wallMs },
    listen: { value: RUN_LIMITS.listenMs, unit: 'ms', used: facts.wallMs },
    cpu: { value: RUN_LIMITS.cpuMs, unit: 'ms', used: facts.cpuMs },
    memory: { value: RUN_LIMITS.memoryBytes, unit: 'bytes', used: facts.memoryPeakBytes },
    'output-bytes': { value: RUN_LIMITS.outputBytesMax, unit: 'bytes', used: facts.output.bytes },
    'output-lines': { value: RUN_LIMITS.outputLinesMax, unit: 'lines', used: facts.output.lines },
  }
  return { name, ...limits[name] }
}
