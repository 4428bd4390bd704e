import { describe, expect, it } from 'vitest'
import { RUN_LIMITS } from './limits.ts'
import { decideOutcome, type RunFacts } from './outcome.ts'

const facts = (given: Partial<RunFacts>): RunFacts => ({
  kind: 'script',
  stop: null,
  ended: { exitCode: 0, signal: null },
  wallMaxMs: 5_000,
  wallMs: 100,
  cpuMs: 10,
  memoryPeakBytes: 1_000_000,
  oomKills: 0,
  outputLimit: null,
  output: { bytes: 0, lines: 0 },
  ...given,
})
const exit = (exitCode: number) => ({ ended: { exitCode, signal: null } })
const signal = (name: string) => ({ ended: { exitCode: null, signal: name } })

describe('an outcome', () => {
  it.each<[string, Partial<RunFacts>, string, string | null]>([
    ['a script that ends well', exit(0), 'finished', null],
    ['a script that fails', exit(3), 'exited', null],
    ['a server that ends before its steps', { kind: 'lab', ...exit(0) }, 'exited', null],
    ['all steps played', { kind: 'lab', stop: 'steps-done', ended: null }, 'finished', null],
    ['a signal', signal('SIGTERM'), 'signal', null],
    ['SIGKILL that nobody counted as out of memory', signal('SIGKILL'), 'signal', null],
    ['SIGKILL that the kernel counted', { ...signal('SIGKILL'), oomKills: 1 }, 'out-of-memory', 'memory'],
    ['an abort with a full heap', { ...signal('SIGABRT'), memoryPeakBytes: RUN_LIMITS.heapBytes }, 'out-of-memory', 'memory'],
    ['an abort with a small heap', signal('SIGABRT'), 'signal', null],
    ['SIGXCPU without the time used', signal('SIGXCPU'), 'signal', null],
    ['SIGXCPU where nothing counts', { ...signal('SIGXCPU'), cpuMs: null }, 'signal', null],
    ['SIGXCPU with the time used', { ...signal('SIGXCPU'), cpuMs: RUN_LIMITS.cpuMs }, 'cpu-timeout', 'cpu'],
    ['the wall', { stop: 'wall', ended: null }, 'wall-timeout', 'wall'],
    ['the processor', { stop: 'cpu', ended: null }, 'cpu-timeout', 'cpu'],
    ['memory found by looking', { stop: 'memory', ended: null }, 'out-of-memory', 'memory'],
    ['too many bytes', { stop: 'output-bytes', outputLimit: 'output-bytes', ended: null }, 'output-cut', 'output-bytes'],
    ['too many lines, found after the end', { outputLimit: 'output-lines' }, 'output-cut', 'output-lines'],
    ['no server', { kind: 'lab', stop: 'listen', ended: null }, 'no-server', 'listen'],
    ['a caller that went', { stop: 'cancelled', ended: null }, 'cancelled', null],
  ])('of %s', (_what, given, outcome, limit) => {
    const decision = decideOutcome(facts(given))
    expect([decision.outcome, decision.limit?.name ?? null]).toEqual([outcome, limit])
  })

  it('that a limit made tells its value and what was used', () => {
    const used = { wallMs: 5_030, cpuMs: 5_040, memoryPeakBytes: RUN_LIMITS.heapBytes + 1, output: { bytes: 300_000, lines: 2_100 } }
    const limit = (given: Partial<RunFacts>) => decideOutcome(facts({ ...used, ended: null, ...given })).limit
    expect(limit({ stop: 'wall' })).toEqual({ name: 'wall', value: 5_000, unit: 'ms', used: 5_030 })
    expect(limit({ stop: 'listen' })).toEqual({ name: 'listen', value: RUN_LIMITS.listenMs, unit: 'ms', used: 5_030 })
    expect(limit({ stop: 'cpu' })).toEqual({ name: 'cpu', value: RUN_LIMITS.cpuMs, unit: 'ms', used: 5_040 })
    expect(limit({ stop: 'memory' })).toEqual({ name: 'memory', value: RUN_LIMITS.memoryBytes, unit: 'bytes', used: used.memoryPeakBytes })
    expect(limit(signal('SIGABRT'))).toEqual({ name: 'memory', value: RUN_LIMITS.heapBytes, unit: 'bytes', used: used.memoryPeakBytes })
    expect(limit({ outputLimit: 'output-bytes' })).toEqual({ name: 'output-bytes', value: RUN_LIMITS.outputBytesMax, unit: 'bytes', used: 300_000 })
    expect(limit({ outputLimit: 'output-lines' })).toEqual({ name: 'output-lines', value: RUN_LIMITS.outputLinesMax, unit: 'lines', used: 2_100 })
    expect(limit({ stop: 'cpu', cpuMs: null })?.used).toBeNull()
  })

  it('has a code or a signal only where the program ended by itself', () => {
    expect(decideOutcome(facts(exit(7)))).toMatchObject({ exitCode: 7, signal: null })
    expect(decideOutcome(facts(signal('SIGHUP')))).toMatchObject({ exitCode: null, signal: 'SIGHUP' })
    expect(decideOutcome(facts({ stop: 'wall', ...exit(7) }))).toMatchObject({ exitCode: null, signal: null })
  })
})
