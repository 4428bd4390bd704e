const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' })
const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** `2 days ago`, in the largest unit that fits; what was less than a minute ago, or comes from a clock that is ahead, is `just now`. */
export function agoWords(at: Date, now: Date): string {
  const seconds = Math.floor((now.getTime() - at.getTime()) / 1000)
  const [unit, length] = steps.find(([, size]) => seconds >= size) ?? ['second', 0]
  return length === 0 ? 'just now' : relative.format(-Math.floor(seconds / length), unit)
}

/** `22 November 2026 at 01:13 UTC`, the same for every reader. */
export function exactWords(at: Date): string {
  return `${exact.format(at)} UTC`
}
