/** Progress of a chunked body (RFC 9112, section 7.1). `invalid` is for good. */
export type ChunkState = 'reading' | 'done' | 'invalid'

export interface ChunkDecoder {
  /** Takes the next bytes; hands every run of body bytes to `onData`. Tells how many bytes belonged to the message. */
  push(bytes: Buffer): { state: ChunkState; used: number }
}

/**
 * Takes the framing off a chunked body, byte by byte of framing and slice by slice of data, so that it is correct however the
 * bytes were cut on the way. Size lines and the trailer section are bounded.
 */
export function createChunkDecoder(onData: (data: Buffer) => void, bounds: { lineBytesMax: number; trailerBytesMax: number }): ChunkDecoder {
  let phase: 'size' | 'data' | 'data-end' | 'trailer' | 'done' | 'invalid' = 'size'
  let line = ''
  let remaining = 0
  let trailerBytes = 0

  const endOfLine = (): void => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    line = ''
    if (phase === 'size') {
      const size = /^([0-9a-fA-F]{1,12})[ \t]*(;.*)?$/.exec(text)
      remaining = size ? Number.parseInt(size[1] as string, 16) : 0
      phase = size ? (remaining === 0 ? 'trailer' : 'data') : 'invalid'
    } else if (phase === 'data-end') phase = text === '' ? 'size' : 'invalid'
    else if (text === '') phase = 'done'
  }

  return {
    push(bytes) {
      let used = 0
      while (used < bytes.length && phase !== 'done' && phase !== 'invalid') {
        if (phase === 'data') {
          const slice = bytes.subarray(used, used + remaining)
          onData(slice)
          used += slice.length
          remaining -= slice.length
          if (remaining === 0) phase = 'data-end'
          continue
        }
        const byte = bytes[used] as number
        used += 1
        if (phase === 'trailer') trailerBytes += 1
        if (byte === 0x0a) endOfLine()
        else line += String.fromCharCode(byte)
        if (line.length > bounds.lineBytesMax || trailerBytes > bounds.trailerBytesMax) phase = 'invalid'
      }
      return { state: phase === 'done' || phase === 'invalid' ? phase : 'reading', used }
    },
  }
}
