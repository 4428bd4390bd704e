import { StringDecoder } from 'node:string_decoder'

export interface OutputBounds {
  outputBytesMax: number
  outputLinesMax: number
}

const LINE_FEED = 0x0a

/** Which bound of the output was hit. */
export type OutputLimit = 'output-bytes' | 'output-lines'

/** The text of several streams as it arrives, never cut within a character. A stream is any name: `shop.test stdout`. */
export interface OutputCollector {
  /** Takes bytes of a stream and gives the text to tell now; null when there is none. */
  take(stream: string, bytes: Buffer): string | null
  /** What was left of a character when a stream ended. */
  rest(stream: string): string | null
  /** The bound that was hit; from then on nothing more is told. */
  limit(): OutputLimit | null
  /** Bytes that were told. */
  bytes(): number
  /** What had come by the moment at which a bound was hit: more than was told, then. */
  arrived(): { bytes: number; lines: number }
}

/**
 * Counts all streams together against one budget of bytes and one of lines, and cuts exactly there. Bytes that are no
 * UTF-8 become U+FFFD.
 */
export function createOutputCollector(bounds: OutputBounds): OutputCollector {
  const decoders = new Map<string, StringDecoder>()
  let bytesTold = 0
  let linesTold = 0
  let hit: OutputLimit | null = null
  const arrived = { bytes: 0, lines: 0 }

  return {
    take(stream, bytes) {
      if (hit || bytes.length === 0) return null
      arrived.bytes += bytes.length
      arrived.lines += endOfLines(bytes, Number.POSITIVE_INFINITY).lines
      const byBytes = bytes.subarray(0, bounds.outputBytesMax - bytesTold)
      if (byBytes.length < bytes.length) hit = 'output-bytes'
      const end = endOfLines(byBytes, bounds.outputLinesMax - linesTold)
      // The last line that fits is the last one; anything after it is over the limit.
      if (end.next < byBytes.length) {
        hit = 'output-lines'
        if (bytes.at(-1) !== LINE_FEED) arrived.lines += 1
      }
      const told = byBytes.subarray(0, end.next)
      linesTold += end.lines
      bytesTold += told.length
      const decoder = decoders.get(stream) ?? new StringDecoder('utf8')
      decoders.set(stream, decoder)
      return decoder.write(told) || null
    },
    rest: (stream) => (hit ? null : decoders.get(stream)?.end() || null),
    limit: () => hit,
    bytes: () => bytesTold,
    arrived: () => ({ ...arrived }),
  }
}

/** Where the given number of lines ends, and how many there are at most. */
function endOfLines(bytes: Buffer, linesMax: number): { lines: number; next: number } {
  let lines = 0
  if (linesMax <= 0) return { lines, next: 0 }
  for (let index = bytes.indexOf(LINE_FEED); index !== -1; index = bytes.indexOf(LINE_FEED, index + 1)) {
    lines += 1
    if (lines === linesMax) return { lines, next: index + 1 }
  }
  return { lines, next: bytes.length }
}
