import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildRoot } from '../scripts/build-root.ts'
import { findHierarchies } from './cgroup/cgroup-files.ts'
import { isRunning, markProcess, type ProcessMark } from './sandbox/process-state.ts'
import { testRootFolder } from './test-sandbox.ts'

const SECRET = 'test-secret-0123456789-0123456789'
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const children: ChildProcess[] = []

beforeAll(() => buildRoot(testRootFolder()), 60_000)
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts the runner as the launcher does, with a channel between them. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  children.push(child)
  let output = ''
  child.stdout?.on('data', (text) => (output += text))
  child.stderr?.on('data', (text) => (output += text))
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return { child, exited, output: () => output }
}

async function startReady() {
  const port = await freePort()
  const runner = start({ RUNNER_SECRET: SECRET, RUNNER_PORT: String(port), RUNNER_ROOT_DIR: testRootFolder() })
  const url = `http://127.0.0.1:${port}`
  const isReady = async (): Promise<boolean> => (await fetch(`${url}/health/ready`).catch(() => null))?.ok === true
  await until(isReady, () => `it did not become ready: ${runner.output()}`)
  return { ...runner, url, port }
}

/** Waits as long as it takes on a machine that does other work besides; what never comes about fails all the same. */
async function until(holds: () => boolean | Promise<boolean>, describe = (): string => 'it did not come about'): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(describe())
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function restOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const rest: string[] = []
  for (let read = await reader.read(); !read.done; read = await reader.read()) rest.push(Buffer.from(read.value).toString())
  return rest.join('')
}

/** Starts a run that goes on until it is ended; resolves when its first event is there: what its program writes, or as given. */
async function startLongRun(url: string, first = '"type":"log"') {
  const files = [{ path: 'a.js', content: "console.log('up'); setInterval(() => {}, 1000)" }]
  const response = await fetch(`${url}/v1/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}` },
    body: JSON.stringify({ version: 1, kind: 'script', caller: 'a', files, limits: { wallMs: 2_500 } }),
  })
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
  expect(Buffer.from((await reader.read()).value ?? []).toString()).toContain(first)
  return reader
}

async function processesBelow(pid: number): Promise<ProcessMark[]> {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  const below = await Promise.all(children.map(processesBelow))
  return [...children.flatMap((child) => markProcess(child) ?? []), ...below.flat()]
}

/** Processes of sandboxes with the tests' root whose parent is gone. */
function orphanedSandboxes(): string[] {
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8')
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
      throw error
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(pid, 'cmdline').includes(`--ro-bind\0${testRootFolder()}\0/\0`) && /^PPid:\s+1$/m.test(read(pid, 'status')))
}

describe('the runner as a process', { timeout: 150_000 }, () => {
  it('does not start with wrong settings, and lists them all', async () => {
    const { exited, output } = start({ RUNNER_PORT: 'none', LOG_LEVEL: 'loud' })
    expect(await exited).toBe(1)
    for (const name of ['RUNNER_PORT', 'RUNNER_SECRET', 'LOG_LEVEL']) expect(output()).toContain(`${name}: expected`)
  })

  it('says which port is taken', async () => {
    const { port } = await startReady()
    const second = start({ RUNNER_SECRET: SECRET, RUNNER_PORT: String(port), RUNNER_ROOT_DIR: testRootFolder() })
    expect(await second.exited).toBe(1)
    expect(second.output()).toContain(`port ${port} is taken`)
  })

  it('listens on the loopback alone', async () => {
    const { port } = await startReady()
    const others = Object.values(networkInterfaces()).flatMap((entries) =>
      (entries ?? []).filter((entry) => !entry.internal && entry.family === 'IPv4'),
    )
    for (const { address } of others) await expect(fetch(`http://${address}:${port}/health/live`)).rejects.toThrow()
  })

  it('lets a run end when it is told to end itself', async () => {
    const { child, url, exited } = await startReady()
    const reader = await startLongRun(url)
    child.kill('SIGTERM')
    expect(await restOf(reader)).toContain('"outcome":"wall-timeout"')
    expect(await exited).toBe(0)
  })

  it('sends away who waits when it is told to end, and is not ready from then on', async () => {
    const { child, url, exited } = await startReady()
    const running = [await startLongRun(url), await startLongRun(url)]
    const waiting = await startLongRun(url, '"type":"queue","position":1')
    child.kill('SIGTERM')
    expect(await restOf(waiting)).toContain('"code":"shutting-down"')
    for (const reader of running) expect(await restOf(reader)).toContain('"outcome":"wall-timeout"')
    expect(await exited).toBe(0)
  })

  it('is gone with its sandboxes when the channel to its parent ends', async () => {
    const { child, url, exited } = await startReady()
    await startLongRun(url)
    const inside = await processesBelow(child.pid as number)
    expect(inside.length).toBeGreaterThanOrEqual(3)
    child.disconnect()
    expect(await exited).toBe(0)
    await until(() => !inside.some(isRunning))
  })

  it('leaves no process behind when it is killed', async () => {
    const { child, url, exited } = await startReady()
    await startLongRun(url)
    const inside = await processesBelow(child.pid as number)
    child.kill('SIGKILL')
    await exited
    await until(() => !inside.some(isRunning))
  })

  it('leaves nothing behind either when it is killed while places boot', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { child, exited } = await startReady()
      await new Promise((resolve) => setTimeout(resolve, round * 50))
      child.kill('SIGKILL')
      await exited
      await until(() => orphanedSandboxes().length === 0)
    }
  })

  it('has its cgroups and its work folder taken away when it is killed, and does not wait for the next runner', async () => {
    const { child, url, exited } = await startReady()
    await startLongRun(url)
    const hierarchies = findHierarchies(readFileSync('/proc/self/mountinfo', 'utf8'), readFileSync('/proc/self/cgroup', 'utf8'))
    const folders = [tmpdir(), ...hierarchies.flatMap(({ mountPoint, ownFolder }) => [mountPoint, ownFolder])]
    const left = (): string[] => folders.flatMap((folder) => readdirSync(folder)).filter((name) => name.startsWith(`crumbtrail-runner-${child.pid}-`))
    expect(left().length).toBeGreaterThanOrEqual(1)
    child.kill('SIGKILL')
    await exited
    await until(() => left().length === 0)
  })
})
