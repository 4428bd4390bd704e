import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findRedis, redisStamp } from '../../scripts/find-redis.ts'
import { testFolder } from '../test-sandbox.ts'

describe("the machine's Redis", () => {
  it('is found by what it is, not by its name', () => {
    const { folder, remove } = testFolder()
    const program = (name: string, answer: string): void => {
      writeFileSync(join(folder, name), `#!/bin/sh\necho '${answer}'\n`)
      chmodSync(join(folder, name), 0o755)
    }
    expect(findRedis([folder])).toBeNull()
    program('redis-server', 'Valkey? No: something else')
    expect(findRedis([folder])).toBeNull()
    program('redis-server', 'Redis server v=6.2.0 sha=0')
    expect(findRedis([folder])).toBeNull()
    program('redis-check-rdb', 'Redis server v=7.0.15 sha=0')
    expect(findRedis([folder])).toBe(join(folder, 'redis-check-rdb'))
    program('redis-server', 'Redis server v=8.2.1 sha=0')
    expect(findRedis([folder])).toBe(join(folder, 'redis-server'))
    remove()
  })

  it('has the root made anew when it comes, goes or is another', () => {
    const { folder, remove } = testFolder()
    const path = join(folder, 'redis-server')
    writeFileSync(path, 'one')
    const first = redisStamp(path)
    writeFileSync(path, 'another')
    expect(new Set([redisStamp(null), first, redisStamp(path)]).size).toBe(3)
    remove()
  })
})
