import type { LogEvent } from '@crumbtrail/runner/contract'

/** One line that the program wrote. */
export type LogLine = {
  /** Place of its first part in the run; unique. */
  seq: number
  /** Milliseconds since the run began, of its first part. */
  at: number
  stream: LogEvent['stream']
  site: string | null
  text: string
  /** Whether more of this line may still come. */
  open: boolean
}

const ESCAPE = String.fromCharCode(27)
const TERMINAL_CODES = new RegExp(`${ESCAPE}(?:\\[[0-9;?]*[A-Za-z]|\\][^\\u0007]*\\u0007)`, 'g')

/** The lines with one more part: it continues an open line of its own stream and site, and each newline in it ends one. */
export function withLog(lines: readonly LogLine[], event: LogEvent): LogLine[] {
  const parts = event.text.split('\n')
  const next = [...lines]
  const openAt = next.findLastIndex((line) => line.open && line.stream === event.stream && line.site === event.site)
  const first = parts.shift() ?? ''
  const open = next[openAt]
  if (open) next[openAt] = { ...open, text: open.text + first, open: parts.length === 0 }
  else if (first !== '' || parts.length > 0) next.push(lineOf(event, 0, first, parts.length === 0))
  parts.forEach((part, index) => {
    const last = index === parts.length - 1
    if (!last || part !== '') next.push(lineOf(event, index + 1, part, last))
  })
  return next
}

/** The line as it is shown: colours and other codes for terminals removed, a lone carriage return made visible. */
export function shownText(text: string): string {
  return text.replace(TERMINAL_CODES, '').replace(/\r$/, '').replaceAll('\r', '␍')
}

/** A part's lines share its `seq`; the fraction keeps them apart and in order. */
function lineOf(event: LogEvent, index: number, text: string, open: boolean): LogLine {
  return { seq: event.seq + index / 4096, at: event.at, stream: event.stream, site: event.site, text, open }
}
