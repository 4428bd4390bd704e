import { describe, expect, it } from 'vitest'
import type { PublicLab } from '#lib/playground/public-lab.ts'
import { type RunState, reduceRun } from './run-state.ts'
import { runWords } from './run-words.ts'

const lab: PublicLab = {
  lessonId: 'les-one',
  contentVersion: '1.0.0',
  title: 'A lab',
  sites: [{ host: 'shop.test', entry: 'server.js' }],
  browsers: [],
  kind: 'server',
  entry: 'server.js',
  port: 3000,
  files: [],
  steps: [],
  checks: [],
  recorded: null,
  recordedOn: null,
}
const waiting = (...positions: number[]): RunState =>
  reduceRun(reduceRun({ phase: 'idle' }, { type: 'begin', at: 0 }), {
    type: 'events',
    events: positions.map((position) => ({ type: 'queue', position })),
  })

describe('the words beside Run', () => {
  it.each([
    [[3], 'Waiting: 2 runs before yours'],
    [[3, 2], 'Waiting: 1 run before yours'],
    [[3, 1], 'Waiting: you are next'],
    [[3, 1, 0], 'Starting…'],
    [[], 'Starting…'],
  ])('say of a run that was told the positions %j: %s', (positions, status) => {
    expect(runWords(waiting(...positions), lab, 5).status).toBe(status)
  })

  it('are said aloud once while it waits, not at each step of the queue', () => {
    const said = [waiting(3), waiting(3, 2), waiting(3, 2, 1)].map((state) => runWords(state, lab, 5).announcement)
    expect(new Set(said)).toEqual(new Set(['Waiting for a place in the sandbox.']))
    expect(runWords(waiting(1, 0), lab, 5).announcement).toBe('')
  })
})
