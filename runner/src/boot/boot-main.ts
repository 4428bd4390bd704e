/**
 * The first program inside a sandbox: makes itself warm, says that it waits, receives the job, writes its files and becomes the
 * learner's program. It holds nothing of worth: whatever it knows, the learner may know.
 */
import { closeSync, mkdirSync, readSync, writeFileSync, writeSync } from 'node:fs'
import Module from 'node:module'
import { dirname, join } from 'node:path'
import { env } from 'node:process'
import type * as ClockProgram from '../clock/clock-main.ts'
import { CLOCK_PROGRAM } from '../clock/clock-protocol.ts'
import { type BootFrame, type LoadFrame, READY_DESCRIPTOR, WORK_FOLDER } from './boot-protocol.ts'
import { exercise } from './exercise.ts'

function readExactly(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(0, bytes, filled, length - filled, null)
    // The runner went away before it had a job for this process.
    if (count === 0) process.exit(0)
    filled += count
  }
  return bytes
}

const readFrame = (): BootFrame | LoadFrame => JSON.parse(readExactly(readExactly(4).readUInt32BE(0)).toString('utf8')) as BootFrame | LoadFrame

/**
 * Makes writes to stdout and stderr wait until they are taken. Otherwise Node keeps what the runner has not read yet
 * in memory: `process.exit` would lose it, and a flood would end as a full heap.
 */
for (const stream of [process.stdout, process.stderr]) {
  const { _handle: handle } = stream as unknown as { _handle?: { setBlocking?(blocking: boolean): number } }
  handle?.setBlocking?.(true)
}

async function becomeProgram(): Promise<void> {
  writeSync(READY_DESCRIPTOR, '.')
  let frame = readFrame()
  while ('load' in frame) {
    for (const name of frame.load) await import(name)
    frame = readFrame()
  }

  for (const file of frame.files) {
    const path = join(WORK_FOLDER, file.path)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, file.content)
  }
  Object.assign(env, frame.env)
  if (frame.clockStartsAtMs === null) closeSync(READY_DESCRIPTOR)
  else (Module.createRequire(CLOCK_PROGRAM)(CLOCK_PROGRAM) as typeof ClockProgram).startClock(READY_DESCRIPTOR, frame.clockStartsAtMs)
  process.argv = [process.execPath, join(WORK_FOLDER, frame.entry)]

  // From the tick queue, so that a learner's stack trace does not start in this file. The queue runs before any timer.
  process.nextTick(Module.runMain)
}

// What fails here ends the process before it said that it waits, with the reason on stderr.
void exercise().then(becomeProgram)
