const startedAt = Number(process.env.CRUMBTRAIL_STARTED_AT ?? Date.now())

/** One line of progress with the seconds since the command was given. */
export function say(text: string): void {
  console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s] ${text}`)
}

/** A fault that the reader can do something about: its message is the whole answer, without a stack. */
export class Trouble extends Error {}

/** Seconds since `from`, for a progress line. */
export function secondsSince(from: number): string {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`
}
