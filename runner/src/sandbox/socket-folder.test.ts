import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../test-sandbox.ts'
import { createSocketFolder } from './socket-folder.ts'

const listenOn = (path: string) =>
  new Promise<ReturnType<typeof createServer>>((resolve) => {
    const server = createServer((socket) => socket.end('heard')).listen(path, () => resolve(server))
  })
const hearFrom = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    connect(path).setEncoding('utf8').once('data', resolve).once('error', reject)
  })

describe('the folder of sockets', () => {
  it('has a socket when its service answers, and nothing of where that was made', async () => {
    const { folder, remove } = testFolder()
    const sockets = createSocketFolder(folder, 'place.sockets')
    const starting = sockets.makeRoom('redis.sock', null)
    expect(statSync(starting.path).mode & 0o777).toBe(0o700)
    const server = await listenOn(join(starting.path, 'redis.sock'))
    writeFileSync(join(starting.path, 'more'), '')
    expect(readdirSync(sockets.path)).toEqual([])
    expect(starting.offer()).toBe(true)
    expect([readdirSync(sockets.path), existsSync(starting.path)]).toEqual([['redis.sock'], false])
    expect(await hearFrom(join(sockets.path, 'redis.sock'))).toBe('heard')
    const again = sockets.makeRoom('redis.sock', null)
    const second = await listenOn(join(again.path, 'redis.sock'))
    expect(again.offer()).toBe(true)
    expect(await hearFrom(join(sockets.path, 'redis.sock'))).toBe('heard')
    sockets.makeRoom('redis.sock', null)
    await sockets.remove()
    expect(readdirSync(folder)).toEqual([])
    server.close()
    second.close()
    remove()
  })

  it('takes nothing else for a socket', () => {
    const { folder, remove } = testFolder()
    const sockets = createSocketFolder(folder, 'place.sockets')
    const starting = sockets.makeRoom('redis.sock', null)
    expect(sockets.makeRoom('redis.sock', null).offer()).toBe(false)
    writeFileSync(join(starting.path, 'redis.sock'), '')
    expect(starting.offer()).toBe(false)
    expect([readdirSync(sockets.path), existsSync(starting.path)]).toEqual([[], false])
    remove()
  })
})
