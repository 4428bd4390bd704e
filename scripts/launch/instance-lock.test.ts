import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInstance, takeInstanceLock } from './instance-lock.ts'
import { startOfProcess } from './processes.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crumbtrail-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const writeOwner = (pid: number, startedAt: string) => writeFileSync(join(folder, 'instance.lock'), JSON.stringify({ pid, startedAt }))

describe('the lock of a data folder', () => {
  it('is taken once, and free again after its release', () => {
    const lock = takeInstanceLock(folder)
    expect(lock.tookOver).toBe(false)
    expect(findInstance(folder)).toBe(process.pid)
    expect(() => takeInstanceLock(folder)).toThrow(/already running/)
    lock.release()
    expect(findInstance(folder)).toBeNull()
    expect(takeInstanceLock(folder).tookOver).toBe(false)
    expect(readdirSync(folder)).toEqual(['instance.lock'])
  })

  it('is refused by the name of the setting where there can be no folder', () => {
    writeFileSync(join(folder, 'file'), '')
    for (const place of ['file', 'file/inside', '/proc/none', '/proc/none/inside'])
      expect(() => takeInstanceLock(resolve(folder, place))).toThrow(/^DATA_DIR: expected a folder/)
  })

  it('is taken over from a process that is gone', async () => {
    const child = spawn('true')
    await once(child, 'exit')
    writeOwner(child.pid ?? 0, '12345')
    expect(takeInstanceLock(folder).tookOver).toBe(true)
  })

  it('is taken over when its pid now belongs to another process', () => {
    writeOwner(process.pid, '1')
    expect(takeInstanceLock(folder).tookOver).toBe(true)
    expect(readFileSync(join(folder, 'instance.lock'), 'utf8')).toContain(`"startedAt":"${startOfProcess(process.pid)}"`)
  })

  it('is taken over when it cannot be read', () => {
    writeFileSync(join(folder, 'instance.lock'), '')
    expect(takeInstanceLock(folder).tookOver).toBe(true)
  })
})
