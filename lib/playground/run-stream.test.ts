import type { RunEvent } from '@crumbtrail/runner/contract'
import { describe, expect, it } from 'vitest'
import { exampleCheck, exampleEnd } from './example-events.ts'
import { hasPassed } from './run-stream.ts'

describe('a run has passed', () => {
  it.each<[string, RunEvent[], boolean]>([
    ['with every check', [exampleCheck('a', true), exampleCheck('b', true), exampleEnd({ checks: 'run' })], true],
    ['not with one that failed', [exampleCheck('a', true), exampleCheck('b', false), exampleEnd({ checks: 'run' })], false],
    ['not without checks', [exampleEnd()], false],
    ['not with checks of which none was told', [exampleEnd({ checks: 'run' })], false],
    ['not when they were not played to their end', [exampleCheck('a', true), exampleEnd({ checks: 'failed' })], false],
    ['not when the run ended otherwise', [exampleCheck('a', true), exampleEnd({ checks: 'run', outcome: 'exited', exitCode: 1 })], false],
    ['not before its end', [exampleCheck('a', true)], false],
  ])('%s', (_what, events, expected) => {
    expect(hasPassed(events)).toBe(expected)
  })
})
