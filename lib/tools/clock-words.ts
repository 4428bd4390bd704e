const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The latest instant that a Date can hold, in milliseconds. */
const LATEST_MS = 8.64e15

/** An instant (milliseconds since 1970) in words, in UTC; null when no calendar has it. */
export function instantWords(ms: number): string | null {
  return Number.isFinite(ms) && Math.abs(ms) <= LATEST_MS ? `${format.format(new Date(ms))} UTC` : null
}

const UNITS: readonly [name: string, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** A span of seconds in its two largest units: `2 days 3 hours`; less than a second is `0 seconds`. */
export function spanWords(seconds: number): string {
  let left = Math.floor(Math.abs(seconds))
  const words: string[] = []
  for (const [name, size] of UNITS) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) words.push(`${count.toLocaleString('en-GB')} ${name}${count === 1 ? '' : 's'}`)
    if (words.length === 2 || (words.length === 1 && count === 0)) break
  }
  return words.join(' ') || '0 seconds'
}

/** Where an instant stands as seen from another: `in 5 minutes`, `3 hours ago`, `now`. */
export function distanceWords(ms: number, nowMs: number): string {
  const seconds = (ms - nowMs) / 1000
  if (Math.abs(seconds) < 1) return 'now'
  return seconds > 0 ? `in ${spanWords(seconds)}` : `${spanWords(seconds)} ago`
}
