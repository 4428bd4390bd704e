import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { prepareEmbeddedPostgres, runningPostgresUrl } from './embedded-postgres.ts'
import { type Placement, placeThings } from './placement.ts'
import { isAlive, isGoneWithin } from './processes.ts'

let folder = ''
let placement: Placement
const started: ChildProcess[] = []

beforeAll(() => {
  vi.spyOn(console, 'log').mockReturnValue()
  folder = mkdtempSync(join(tmpdir(), 'crumbtrail-postgres-'))
  chmodSync(folder, 0o755)
  placement = placeThings(folder)
})
afterAll(() => {
  for (const child of started) child.kill('SIGQUIT')
  for (const path of [placement.openDir, folder]) rmSync(path, { recursive: true, force: true })
})

async function start(): Promise<{ url: string; leash: ChildProcess; postmaster: number }> {
  const postgres = await prepareEmbeddedPostgres(placement)
  const leash = await postgres.start()
  started.push(leash)
  return { url: postgres.url, leash, postmaster: Number(readFileSync(join(placement.openDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]) }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

describe('the embedded PostgreSQL', () => {
  it('asks for a password that only its owner can read, and listens on loopback alone', async () => {
    const { url, leash, postmaster } = await start()
    expect(statSync(join(placement.openDir, 'postgres-password')).mode & 0o777).toBe(0o600)
    const wrong = new URL(url)
    wrong.password = 'wrong'
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(runningPostgresUrl(placement)).toBe(url)
    leash.kill('SIGTERM')
    await once(leash, 'exit')
    expect(isAlive(postmaster)).toBe(false)
  })

  it('ends when whoever started it is gone', async () => {
    const { leash, postmaster } = await start()
    leash.disconnect()
    expect(await isGoneWithin(postmaster, 10_000)).toBe(true)
  })

  it('is taken over with all its rows when its leash was killed and it runs on alone', async () => {
    const first = await start()
    await query(first.url, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (1), (2)')
    first.leash.kill('SIGKILL')
    await once(first.leash, 'exit')
    expect(isAlive(first.postmaster)).toBe(true)
    const second = await start()
    expect(isAlive(first.postmaster)).toBe(false)
    expect(await query(second.url, 'SELECT count(*)::int AS count FROM kept')).toEqual([{ count: 2 }])
    process.kill(second.postmaster, 'SIGKILL')
    await once(second.leash, 'exit')
    // Killed outright, it leaves its pid file, and starts all the same.
    expect(existsSync(join(placement.openDir, 'postgres', 'postmaster.pid'))).toBe(true)
    const third = await start()
    expect(await query(third.url, 'SELECT count(*)::int AS count FROM kept')).toEqual([{ count: 2 }])
  }, 60_000)
})
