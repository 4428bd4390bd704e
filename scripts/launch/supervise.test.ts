import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { supervise } from './supervise.ts'

const startSleeper = async () => {
  const child = spawn('sleep', ['60'])
  await once(child, 'spawn')
  return child
}

describe('a supervised child', () => {
  it('is started again when it dies', async () => {
    vi.spyOn(console, 'log').mockReturnValue()
    const start = vi.fn(startSleeper)
    const supervised = await supervise('It', start)
    const first = await start.mock.results[0]?.value
    first.kill('SIGKILL')
    await expect.poll(() => start.mock.calls.length, { timeout: 5000 }).toBe(2)
    await supervised.stop(1000)
    const second = await start.mock.results[1]?.value
    expect(second.signalCode).toBe('SIGTERM')
    expect(start).toHaveBeenCalledTimes(2)
  })

  it('that cannot be started fails the whole, unless that can do without it', async () => {
    vi.spyOn(console, 'log').mockReturnValue()
    const refuse = vi.fn(() => Promise.reject(new Error('no')))
    await expect(supervise('It', refuse)).rejects.toThrow('no')
    const supervised = await supervise('It', refuse, { isDispensable: true })
    await expect.poll(() => refuse.mock.calls.length, { timeout: 5000 }).toBeGreaterThan(2)
    await supervised.stop(1000)
  })

  it('that does not end when asked is killed', async () => {
    const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)'])
    await once(child.stdout, 'data')
    const supervised = await supervise('It', async () => child)
    await supervised.stop(200)
    expect(child.signalCode).toBe('SIGKILL')
  })
})
