import { describe, expect, it } from 'vitest'
import { RUN_LIMITS } from './limits.ts'
import { decideOutcome, type RunFacts } from './outcome.ts'

const facts = (given: Partial<RunFacts>): RunFacts => ({
  kind: 'script',
  stop: null,
  ended: { exitCode: 0, signal: null },
  wallMaxMs: 5_000,
  cpuMs: 10,
  memoryPeakBytes: 1_000_000,
  oomKills: 0,
  outputLimit: null,
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

  it('has a code or a signal only where the program ended by itself', () => {
    expect(decideOutcome(facts(exit(7)))).toMatchObject({ exitCode: 7, signal: null })
    expect(decideOutcome(facts(signal('SIGHUP')))).toMatchObject({ exitCode: null, signal: 'SIGHUP' })
    expect(decideOutcome(facts({ stop: 'wall', ...exit(7) }))).toMatchObject({ exitCode: null, signal: null })
  })
})
