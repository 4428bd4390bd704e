import { describe, expect, it } from 'vitest'
import { exampleEnd, exampleExchange, exampleLog } from '#lib/playground/example-events.ts'
import { changeBy, type RunChange, type RunState, reduceRun, runIn } from './run-state.ts'

const begin: RunChange = { type: 'begin', at: 1000 }
const events = (...list: Extract<RunChange, { type: 'events' }>['events']): RunChange => ({ type: 'events', events: list })
const stateAfter = (...changes: RunChange[]) => changes.reduce<RunState>(reduceRun, { phase: 'idle' })
const answered = exampleExchange('a', 'GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\nhi')
const whole = [begin, events(answered, exampleLog(0, 'x\n'), exampleEnd())] as const
const slow: RunChange = { type: 'refuse', refusal: { code: 'too-many', message: '', retryAfterSeconds: 7 }, at: 2000 }

describe('the state of running', () => {
  it('begins empty, grows, and is done at the end', () => {
    expect(stateAfter(begin)).toMatchObject({ phase: 'running', run: { exchanges: [], lines: [] } })
    expect(stateAfter(begin, events(answered))).toMatchObject({ phase: 'running', run: { exchanges: [{ stepId: 'a' }] } })
    expect(stateAfter(...whole)).toMatchObject({ phase: 'done', run: { end: { outcome: 'finished' }, lines: [{ text: 'x' }] } })
  })

  it('is stopped by the learner with what had come', () => {
    expect(stateAfter(begin, events(answered), { type: 'stop', at: 3100 })).toMatchObject({
      phase: 'stopped',
      ms: 2100,
      run: { exchanges: [{ stepId: 'a' }] },
    })
  })

  it('takes nothing that comes too late', () => {
    const stopped = stateAfter(begin, { type: 'stop', at: 1100 })
    expect(reduceRun(stopped, events(answered))).toBe(stopped)
    expect(reduceRun(stopped, { type: 'break' })).toBe(stopped)
    const done = stateAfter(...whole)
    expect(reduceRun(done, { type: 'stop', at: 9000 })).toBe(done)
  })

  it('says from when a run is taken again, and keeps the run before on the page', () => {
    const refused = stateAfter(...whole, begin, slow)
    expect(refused).toMatchObject({ phase: 'refused', retryAt: 9000 })
    expect(runIn(refused)?.exchanges).toHaveLength(1)
    expect(runIn(stateAfter(begin, slow))).toBeNull()
    expect(stateAfter(begin, { ...slow, refusal: { code: 'disabled', message: '' } })).toMatchObject({ retryAt: null })
  })

  it('keeps what had come when the connection breaks', () => {
    const broken = stateAfter(begin, events(answered), { type: 'break' })
    expect(broken).toMatchObject({ phase: 'refused', refusal: { code: 'site-away' } })
    expect(runIn(broken)?.exchanges).toHaveLength(1)
  })

  it('knows how long the queue is, until it is over', () => {
    const queue = (position: number) => events({ type: 'queue', position })
    expect(stateAfter(begin, queue(3), queue(2))).toMatchObject({ phase: 'running', run: { queued: 2 } })
    expect(stateAfter(begin, queue(1), queue(0))).toMatchObject({ phase: 'running', run: { queued: null } })
    expect(stateAfter(begin, queue(2), { type: 'stop', at: 1500 })).toMatchObject({ phase: 'stopped', run: { queued: null } })
  })

  it('is refused when the wait was in vain, with when to come again', () => {
    const refusal = { code: 'busy', message: 'full', retryAfterSeconds: 10 } as const
    const inVain = changeBy([{ type: 'queue', position: 1 }, exampleEnd({ outcome: 'refused', refusal })], 2000)
    expect(stateAfter(...whole, begin, inVain)).toMatchObject({ phase: 'refused', refusal: { code: 'busy' }, retryAt: 12_000 })
    const away = changeBy([exampleEnd({ outcome: 'refused', refusal: { code: 'shutting-down', message: '' } })], 2000)
    expect(stateAfter(begin, away)).toMatchObject({ phase: 'refused', refusal: { code: 'runner-away' } })
    expect(changeBy([exampleEnd()], 2000)).toMatchObject({ type: 'events' })
  })

  it('has no run of the learner before the first', () => expect(runIn({ phase: 'idle' })).toBeNull())
})
