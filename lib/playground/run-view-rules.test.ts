import { describe, expect, it } from 'vitest'
import { exampleCheck, exampleEnd, exampleExchange, exampleLog } from './example-events.ts'
import { EMPTY_RUN, happeningsOf, playedCount, runSummary, runViewOf, withEvent } from './run-view-rules.ts'

describe('a run', () => {
  it('grows event by event', () => {
    const started = withEvent(EMPTY_RUN, { type: 'step', stepId: 'me', phase: 'started', at: 1 })
    expect(started.playing).toBe('me')
    const answered = withEvent(started, exampleExchange('me', 'GET /me HTTP/1.1\r\n\r\n', 'HTTP/1.1 401 Unauthorized\r\n\r\nno'))
    expect(answered.exchanges.map(({ stepId, response }) => [stepId, response?.status])).toEqual([['me', 401]])
    expect(withEvent(answered, { type: 'step', stepId: 'me', phase: 'done', at: 2 }).playing).toBeNull()
    expect(EMPTY_RUN).toMatchObject({ exchanges: [], moments: [], played: [] })
  })

  it('closes open lines and steps at its end', () => {
    const run = runViewOf([{ type: 'step', stepId: 'a', phase: 'started', at: 0 }, exampleLog(0, 'half'), exampleEnd({ outcome: 'wall-timeout' })])
    expect(run.playing).toBeNull()
    expect(run.lines).toMatchObject([{ text: 'half', open: false }])
    expect(run.end?.outcome).toBe('wall-timeout')
  })

  it('keeps what happened between the exchanges in its place, and counts steps, not exchanges', () => {
    const run = runViewOf([
      { type: 'step', stepId: 'a', phase: 'started', at: 0 },
      { type: 'service', service: 'redis', phase: 'stopped', at: 0 },
      exampleExchange('a', 'GET / HTTP/1.1\r\n\r\n', null),
      exampleExchange('a', 'GET /next HTTP/1.1\r\n\r\n', null),
      { type: 'step', stepId: 'a', phase: 'done', at: 0 },
      { type: 'clock', stepId: 'b', at: 0, now: '2026-11-21T00:00:00Z' },
    ])
    expect(happeningsOf(run).map(({ kind, stepId }) => [kind, stepId])).toEqual([
      ['service', 'a'],
      ['exchange', 'a'],
      ['exchange', 'a'],
      ['clock', 'b'],
    ])
    expect(playedCount(run)).toBe(1)
  })

  it.each([
    [[exampleLog(0, 'a\nb\n')], 'Finished, 2 log lines'],
    [[exampleExchange('a', 'GET / HTTP/1.1\r\n\r\n', null)], 'Finished, 1 exchange, 0 log lines'],
    [[exampleLog(0, 'a\n')], 'Finished, 1 log line'],
    [[exampleCheck('a', true), exampleCheck('b', false)], 'Finished, 0 log lines, 1 of 2 checks passed'],
  ])('is told in one line', (events, expected) => expect(runSummary('Finished', runViewOf(events))).toBe(expected))
})
