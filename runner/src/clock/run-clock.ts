import type { Duplex } from 'node:stream'
import { z } from 'zod'
import type { ClockAnswer, ClockOrder } from './clock-protocol.ts'

/** The time of one run, as the runner holds it: what its servers' clocks and its jars are set by. */
export interface RunClock {
  /** Milliseconds since 1970. */
  nowMs(): number
  move(byMs: number): void
}

/** Starts at an instant, at the real one without; then flows in real time. */
export function createRunClock(startsAtMs: number | null): RunClock {
  const startedAt = performance.now()
  const from = startsAtMs ?? Date.now()
  let movedMs = 0
  return {
    nowMs: () => from + (performance.now() - startedAt) + movedMs,
    move: (byMs) => {
      movedMs += byMs
    },
  }
}

/** The clock of one program, moved over the pipe that its preload holds. */
export interface ProgramClock {
  /**
   * Resolves when the program has moved its time and run what fell due, or at the deadline: a program that is busy, or broke its clock,
   * has its own time wrong and nobody else's. Gives in how many milliseconds its next timer falls due; null when it has none, or did not say.
   */
  advance(byMs: number, deadlineMs: number): Promise<number | null>
}

const AnswerSchema = z.object({ id: z.int(), nextMs: z.number().min(0).nullable() })
/** An answer is a line of some thirty characters. A program that says so much more than it was asked for is heard no longer: its clock is broken. */
const SAID_BYTES_MAX = 10_000

export function createProgramClock(control: Duplex): ProgramClock {
  let nextId = 1
  let unread = ''
  let saidBytes = 0
  const waiting = new Map<number, (nextMs: number | null) => void>()
  const settleAll = (): void => {
    for (const settle of waiting.values()) settle(null)
  }
  control.on('data', (bytes: Buffer) => {
    saidBytes += bytes.length
    if (saidBytes > SAID_BYTES_MAX) return control.destroy()
    const lines = (unread + bytes.toString('latin1')).split('\n')
    unread = lines.pop() ?? ''
    for (const line of lines) {
      const answer = readAnswer(line)
      if (answer) waiting.get(answer.id)?.(answer.nextMs)
    }
  })
  control.once('close', settleAll)
  control.once('end', settleAll)
  return {
    advance: (byMs, deadlineMs) =>
      new Promise((resolve) => {
        if (control.destroyed || control.readableEnded) return resolve(null)
        saidBytes = 0
        unread = ''
        const order: ClockOrder = { id: nextId, advanceMs: byMs }
        nextId += 1
        const settle = (nextMs: number | null): void => {
          clearTimeout(timer)
          waiting.delete(order.id)
          resolve(nextMs)
        }
        const timer = setTimeout(() => settle(null), deadlineMs)
        waiting.set(order.id, settle)
        control.write(`${JSON.stringify(order)}\n`)
      }),
  }
}

function readAnswer(line: string): ClockAnswer | null {
  try {
    const parsed = AnswerSchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
