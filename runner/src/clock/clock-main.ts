/**
 * The clock of a learner's program: loaded by the boot of a run whose clock is moved, and by whatever that program starts. It is the
 * learner's to break, and then only their own time is wrong: no result is read from it.
 */
import Module from 'node:module'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { isMainThread } from 'node:worker_threads'
import type { ClockAnswer, ClockOrder } from './clock-protocol.ts'
import { type ClockStart, findLeader, leadDescendants } from './descendants.ts'
import { showTime } from './show-time.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'
import { followTime } from './virtual-timers.ts'

interface Clock {
  time: VirtualTime
  advance(byMs: number): Promise<void>
  nextDueMs(): number | null
}

/** Once for a thread: what is replaced here is replaced for good. */
function install(start: ClockStart): Clock {
  const time = createVirtualTime(start.calendarShiftMs + start.movedMs, start.movedMs)
  const timers = followTime(time)
  showTime(time)
  return { time, ...timers }
}

/** In the program itself: the runner moves its time over a descriptor, which holds the process no longer than it holds itself. */
export function startClock(descriptor: number, startsAtMs: number): void {
  const calendarShiftMs = startsAtMs - Date.now()
  const control = new Socket({ fd: descriptor, readable: true, writable: true })
  control.unref()
  control.on('error', () => control.destroy())
  const lines = createInterface({ input: control })
  // It tells its input's errors again, and an error that nobody hears ends a process.
  lines.on('error', () => control.destroy())
  const descendants = leadDescendants({ calendarShiftMs, movedMs: 0 })
  const clock = install({ calendarShiftMs, movedMs: 0 })
  Module.syncBuiltinESMExports()
  lines.on('line', (line) => {
    const { id, advanceMs } = JSON.parse(line) as ClockOrder
    void clock
      .advance(advanceMs)
      .then(() => descendants.advance(advanceMs, clock.time.movedMs()))
      .then(() => {
        const answer: ClockAnswer = { id, nextMs: clock.nextDueMs() }
        control.write(`${JSON.stringify(answer)}\n`)
      })
  })
}

const leader = findLeader()
if (leader) {
  // A child process leads its own workers and children; a worker's are led by the process.
  const start = leader.start
  const descendants = isMainThread ? leadDescendants(start) : null
  const clock = install(start)
  Module.syncBuiltinESMExports()
  leader.follow(async (byMs) => {
    await clock.advance(byMs)
    await descendants?.advance(byMs, clock.time.movedMs())
  })
}
