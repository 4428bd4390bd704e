import { describe, expect, it } from 'vitest'
import { endOfStatus } from './wait-status.ts'

const told = (code: number, signal = 0) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE((code << 8) | signal)
  return bytes
}

describe('the end of a program', () => {
  it.each<[string, number | null, NodeJS.Signals | null, Buffer | null, object]>([
    ['a code', 7, null, told(7), { exitCode: 7, signal: null }],
    ['a code that nobody told', 7, null, null, { exitCode: 7, signal: null }],
    ['a code that looks like a signal', 137, null, told(137), { exitCode: 137, signal: null }],
    ['a signal', 137, null, told(0, 9), { exitCode: null, signal: 'SIGKILL' }],
    ['a signal that left its memory on disk', 134, null, told(0, 6 | 0x80), { exitCode: null, signal: 'SIGABRT' }],
    ['a signal that nobody told', 143, null, null, { exitCode: null, signal: 'SIGTERM' }],
    ['half a word', 137, null, Buffer.from([0]), { exitCode: null, signal: 'SIGKILL' }],
    ['more words than one', 137, null, Buffer.concat([told(137), told(0)]), { exitCode: null, signal: 'SIGKILL' }],
    ['another end than that of bubblewrap', 137, null, told(0), { exitCode: null, signal: 'SIGKILL' }],
    ['a code beyond every signal', 255, null, null, { exitCode: 255, signal: null }],
    ['bubblewrap that was killed itself', null, 'SIGKILL', told(0), { exitCode: null, signal: 'SIGKILL' }],
  ])('is read from %s', (_what, code, signal, bytes, end) => {
    expect(endOfStatus(code, signal, bytes)).toEqual(end)
  })
})
