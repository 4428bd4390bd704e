import { connect, createServer, type Socket } from 'node:net'
import { env } from 'node:process'
import { createInterface } from 'node:readline'
import workerThreads, { BroadcastChannel, getEnvironmentData, setEnvironmentData, type WorkerOptions } from 'node:worker_threads'
import { CLOCK_PROGRAM, CLOCK_VARIABLE } from './clock-protocol.ts'

/** What a thread or process has to know to tell the same time as the one that started it. */
export interface ClockStart {
  /** How far calendar time was from real time when the program began. */
  calendarShiftMs: number
  /** How far both were moved since. */
  movedMs: number
}

const NAME = 'crumbtrail-clock'
/** Abstract: no file, and gone with the sandbox's network. Its name differs between the programs of one network. */
const socketOf = (owner: number): string => `\0${NAME}-${owner}-${env.PORT ?? ''}`
/** A child that does not answer is not waited for: its own time stands still, and nobody else's. */
const CHILD_WAIT_MS = 200

export interface Descendants {
  /** Moves the time of every worker and child process, and waits until they have. */
  advance(byMs: number, movedMs: number): Promise<void>
}

/** Has what the program starts from now on tell its time, and follow it. */
export function leadDescendants(start: ClockStart): Descendants {
  leadWorkers()
  const children = new Set<Socket>()
  const server = createServer((socket) => {
    children.add(socket)
    socket.unref()
    socket.on('error', () => socket.destroy())
    socket.on('close', () => children.delete(socket))
    socket.resume()
  })
  server.on('error', () => server.close())
  server.listen(socketOf(process.pid)).unref()
  const channel = new BroadcastChannel(NAME)
  // Node's own, which a program's timers are no part of.
  const wait = setTimeout
  let movedMs = start.movedMs
  const tell = (): void => {
    const now: ClockStart = { calendarShiftMs: start.calendarShiftMs, movedMs }
    setEnvironmentData(NAME, now)
    env[CLOCK_VARIABLE] = JSON.stringify({ ...now, owner: process.pid })
  }
  env.NODE_OPTIONS = [env.NODE_OPTIONS, `--require ${CLOCK_PROGRAM}`].filter(Boolean).join(' ')
  tell()
  channel.unref()
  return {
    advance: async (byMs, movedNowMs) => {
      movedMs = movedNowMs
      tell()
      channel.postMessage(byMs)
      await Promise.all(
        [...children].map(
          (child) =>
            new Promise<void>((resolve) => {
              const timer = wait(() => settle(), CHILD_WAIT_MS)
              const settle = (): void => {
                clearTimeout(timer)
                child.off('data', settle)
                child.off('close', settle)
                resolve()
              }
              child.on('data', settle)
              child.on('close', settle)
              child.write(`${byMs}\n`)
            }),
        ),
      )
    },
  }
}

/** A worker loads the clock before its own program. */
function leadWorkers(): void {
  const { Worker } = workerThreads
  class ClockedWorker extends Worker {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      // Given by name, an option of the whole process is refused for a worker; the process has it anyway.
      const execArgv = options.execArgv ?? process.execArgv.filter((flag) => !flag.startsWith('--max-old-space-size'))
      super(file, { ...options, execArgv: [...execArgv, '--require', CLOCK_PROGRAM] })
    }
  }
  Object.defineProperty(ClockedWorker, 'name', { value: 'Worker' })
  workerThreads.Worker = ClockedWorker
}

/** In a worker or a child process: what to start from, and who to listen to; null elsewhere. */
export function findLeader(): { start: ClockStart; follow(advance: (byMs: number) => Promise<void>): void } | null {
  const inThread = getEnvironmentData(NAME) as unknown as ClockStart | undefined
  if (inThread) return { start: inThread, follow: followThread }
  const given = env[CLOCK_VARIABLE]
  if (!given) return null
  const { owner, ...start } = JSON.parse(given) as ClockStart & { owner: number }
  return { start, follow: (advance) => followProcess(owner, advance) }
}

function followThread(advance: (byMs: number) => Promise<void>): void {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = (message: unknown) => void advance((message as { data: number }).data)
  channel.unref()
}

function followProcess(owner: number, advance: (byMs: number) => Promise<void>): void {
  const socket = connect(socketOf(owner)).unref()
  socket.on('error', () => socket.destroy())
  createInterface({ input: socket })
    .on('line', (line) => void advance(Number(line)).then(() => socket.write('.')))
    // It tells its input's errors again, and an error that nobody hears ends a process.
    .on('error', () => socket.destroy())
}
