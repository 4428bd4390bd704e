import { describe, expect, it } from 'vitest'
import { exampleCheck, exampleEnd, exampleExchange, exampleLog } from './example-events.ts'
import { EMPTY_RUN, runSummary, runViewOf, withEvent } from './run-view-rules.ts'

describe('a run', () => {
  it('grows event by event', () => {
    const started = withEvent(EMPTY_RUN, { type: 'step', stepId: 'me', phase: 'started', at: 1 })
    expect(started.playing).toBe('me')
    const answered = withEvent(started, exampleExchange('me', 'GET /me HTTP/1.1\r\n\r\n', 'HTTP/1.1 401 Unauthorized\r\n\r\nno'))
    expect(answered.exchanges.map(({ stepId, response }) => [stepId, response?.status])).toEqual([['me', 401]])
    expect(withEvent(answered, { type: 'step', stepId: 'me', phase: 'done', at: 2 }).playing).toBeNull()
    expect(EMPTY_RUN).toEqual({ lines: [], exchanges: [], checks: [], playing: null, queued: null, end: null })
  })

  it('closes open lines and steps at its end', () => {
    const run = runViewOf([{ type: 'step', stepId: 'a', phase: 'started', at: 0 }, exampleLog(0, 'half'), exampleEnd({ outcome: 'wall-timeout' })])
    expect(run.playing).toBeNull()
    expect(run.lines).toMatchObject([{ text: 'half', open: false }])
    expect(run.end?.outcome).toBe('wall-timeout')
  })

  it('is left as it is by events that are not drawn', () => {
    expect(withEvent(EMPTY_RUN, { type: 'clock', stepId: 'a', at: 0, now: '2026-11-21T00:00:00Z' })).toBe(EMPTY_RUN)
  })

  it.each([
    [[exampleLog(0, 'a\nb\n')], 'Finished, 2 log lines'],
    [[exampleExchange('a', 'GET / HTTP/1.1\r\n\r\n', null)], 'Finished, 1 exchange, 0 log lines'],
    [[exampleLog(0, 'a\n')], 'Finished, 1 log line'],
    [[exampleCheck('a', true), exampleCheck('b', false)], 'Finished, 0 log lines, 1 of 2 checks passed'],
  ])('is told in one line', (events, expected) => expect(runSummary('Finished', runViewOf(events))).toBe(expected))
})
