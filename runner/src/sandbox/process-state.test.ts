import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { isTreeBusy } from './process-state.ts'

describe('a process', () => {
  it.each([
    ['rests, whatever it calls itself', "process.title = 'a) R b'", false],
    ['works, whatever it calls itself', "process.title = 'a) S b'; setTimeout(() => { for (;;); }, 1)", true],
  ])('%s', async (_what, source, isBusy) => {
    const child = spawn(process.execPath, ['-e', `${source}; console.log('up'); setInterval(() => {}, 1e6)`], { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(child.stdout, 'data')
    const pid = child.pid as number
    while (isTreeBusy(pid) !== isBusy) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(isTreeBusy(pid)).toBe(isBusy)
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  })
})
