import { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createProgramClock } from './run-clock.ts'

/** The program's end of the pipe: `says` gives what it answers to an order. */
function programThat(says: (order: { id: number; advanceMs: number }) => string) {
  const control: Duplex = new Duplex({
    read: () => undefined,
    write: (line: Buffer, _encoding, done) => {
      control.push(says(JSON.parse(line.toString())))
      done()
    },
  })
  return control
}
const LONG_MS = 60_000

describe('the clock of a program', () => {
  it('hears in how long the next timer falls due', async () => {
    const clock = createProgramClock(programThat(({ id, advanceMs }) => `{"id":${id},"nextMs":${advanceMs * 2}}\n`))
    expect([await clock.advance(1_000, LONG_MS), await clock.advance(5, LONG_MS)]).toEqual([2_000, 10])
  })

  it('hears honest answers without end', async () => {
    const control = programThat(({ id }) => `{"id":${id},"nextMs":null}\n`)
    const clock = createProgramClock(control)
    for (let round = 0; round < 1_000; round += 1) await clock.advance(1, LONG_MS)
    expect(control.destroyed).toBe(false)
  })

  it.each([
    ['a line without end', 'x'],
    ['lines without end', '{"id":99,"nextMs":1}\n'],
  ])('listens no longer to %s', async (_what, text) => {
    const control = programThat(() => text.repeat(12_000 / text.length))
    const clock = createProgramClock(control)
    expect(await clock.advance(1, LONG_MS)).toBeNull()
    expect(control.destroyed).toBe(true)
    expect(await clock.advance(1, LONG_MS)).toBeNull()
  })

  it('listens no longer to who talks without being asked', async () => {
    const control = programThat(() => '')
    createProgramClock(control)
    for (let round = 0; round < 12; round += 1) control.push('x'.repeat(1_000))
    await new Promise((resolve) => control.once('close', resolve))
    expect(control.destroyed).toBe(true)
  })

  it.each(['null', '[]', '{}', '{"id":1}', '{"id":1,"nextMs":-1}', '{"id":1,"nextMs":1e999}', '{"id":"1","nextMs":1}', '{'])(
    'takes %s for no answer',
    async (text) => {
      const clock = createProgramClock(programThat(() => `${text}\n`))
      expect(await clock.advance(1, 20)).toBeNull()
    },
  )
})
