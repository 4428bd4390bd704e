import { type ChildProcess, spawn } from 'node:child_process'
import type { Duplex, Readable, Writable } from 'node:stream'
import { RUN_LIMITS } from '../limits.ts'
import { DESCRIPTORS } from './bwrap-arguments.ts'
import type { Identity } from './identity.ts'
import { endProcess, isRunning, markProcess, type ProcessMark } from './process-state.ts'
import type { ProgramEnd } from './sandbox.ts'
import { endOfStatus } from './wait-status.ts'

/** How long the end of a pipe may take to be seen after that of the process that held it. */
const END_TOLD_MS = 200

/** What is needed to start one sandbox. */
export interface BwrapLaunch {
  bwrap: string
  arguments: string[]
  identity: Identity | null
  filter: Buffer
  /** Whether what it starts is the teller of a program's end, which has a descriptor for that. */
  tellsEnd: boolean
  /** The process whose user namespace and network are joined first; null for a network of its own. */
  join: { nsenter: string; pid: number } | null
  /** Called while everything is set up and nothing of the sandbox runs: the moment to put it into its cgroup. */
  beforeRun(pid: number): Promise<void>
}

/** A started sandbox. */
export interface BwrapProcess {
  stdin: Writable
  stdout: Readable
  stderr: Readable
  /** What it writes on stderr until it is ready. */
  complaint: Complaint
  /** Told by one byte; both ways afterwards, for a clock. */
  ready: Duplex
  /** The first process of its pid namespace: when it is gone, so is everything inside. */
  first: ProcessMark
  ended: Promise<ProgramEnd>
  drained: Promise<void>
  /** Ends the namespace and waits until it is empty. Rejects when that takes too long. */
  end(): Promise<void>
}

/** What is written on a stream until `stop`, which pauses it for its next reader: at most 500 characters, for the log. */
interface Complaint {
  text(): string
  stop(): void
}

/** The sandbox could not be made. The message is for the operator's log, never for a learner. */
export class SandboxFault extends Error {
  override name = 'SandboxFault'
}

/**
 * Starts bubblewrap with an empty environment, as the given user, and lets it go on once `beforeRun` has seen it.
 * Everything dies with this process: bubblewrap with its parent, the namespace with bubblewrap.
 */
export async function launchBwrap(launch: BwrapLaunch): Promise<BwrapProcess> {
  const command = [launch.bwrap, ...launch.arguments]
  if (launch.join) command.unshift(launch.join.nsenter, '--preserve-credentials', '--user', '--net', '--target', String(launch.join.pid), '--')
  const child = spawn(command[0] as string, command.slice(1), {
    cwd: '/',
    env: {},
    stdio: Array.from({ length: launch.tellsEnd ? 8 : 7 }, () => 'pipe' as const),
    ...(launch.identity ?? {}),
  })
  const pipe = (descriptor: number): Duplex => child.stdio[descriptor] as Duplex
  // A program may close its end of any pipe at any time; how it ends is told by its exit.
  for (const stream of child.stdio) stream?.on('error', () => stream.destroy())
  const ended = new Promise<ProgramEnd>((resolve) => {
    child.once('error', () => resolve({ exitCode: null, signal: 'SIGKILL' }))
    const told = launch.tellsEnd ? hearEnd(pipe(DESCRIPTORS.end)) : async () => null
    child.once('exit', (code, signal) => void told().then((bytes) => resolve(endOfStatus(code, signal, bytes))))
  })
  const drained = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  pipe(DESCRIPTORS.filter).end(launch.filter)
  const complaint = hear(pipe(2))
  try {
    const first = markProcess(await readFirstPid(child, pipe(DESCRIPTORS.info)))
    if (!first) throw new SandboxFault('its first process is gone')
    await launch.beforeRun(first.pid)
    pipe(DESCRIPTORS.block).end('.')
    const end = (): Promise<void> => endNamespace(first, ended)
    return { stdin: pipe(0), stdout: pipe(1), stderr: pipe(2), complaint, ready: pipe(DESCRIPTORS.ready), first, ended, drained, end }
  } catch (error) {
    child.kill('SIGKILL')
    await drained
    const reason = error instanceof Error ? error.message : String(error)
    throw new SandboxFault(`bubblewrap made no sandbox (${reason}): ${complaint.text()}`, { cause: error })
  }
}

/** What was told of an end: all of it by the time that bubblewrap has ended, for then nobody is left to tell more. */
function hearEnd(stream: Duplex): () => Promise<Buffer> {
  let heard = Buffer.alloc(0)
  stream.on('data', (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes]).subarray(0, 5)
  })
  const isOver = new Promise<void>((resolve) => {
    stream.once('end', resolve)
    stream.once('close', resolve)
  })
  return async () => {
    await Promise.race([isOver, new Promise((resolve) => setTimeout(resolve, END_TOLD_MS))])
    return heard
  }
}

function hear(stream: Readable): Complaint {
  let heard = ''
  const listen = (bytes: Buffer): void => {
    heard = (heard + bytes.toString()).slice(0, 500)
  }
  stream.on('data', listen).resume()
  return { text: () => heard.trim(), stop: () => stream.off('data', listen).pause() }
}

/** Reads what bubblewrap tells of itself. Rejects when it ends instead, or is silent. */
function readFirstPid(child: ChildProcess, info: Readable): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => reject(new SandboxFault('it was silent')), RUN_LIMITS.bootMs)
    const settle = (error?: Error): void => {
      clearTimeout(timer)
      const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1]
      if (error || pid === undefined) reject(error ?? new SandboxFault('it ended'))
      else resolve(Number(pid))
    }
    info.on('data', (bytes: Buffer) => {
      text += bytes.toString()
    })
    info.once('end', () => settle())
    child.once('error', settle)
  })
}

async function endNamespace(first: ProcessMark, ended: Promise<ProgramEnd>): Promise<void> {
  const deadline = performance.now() + RUN_LIMITS.teardownMs
  for (;;) {
    endProcess(first)
    if (!isRunning(first)) break
    if (performance.now() > deadline) throw new SandboxFault(`the sandbox of process ${first.pid} did not end in ${RUN_LIMITS.teardownMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await ended
}
