import { createChunkDecoder } from './chunk-decoder.ts'
import { type BodyFraming, framingOf, parseHead, type ResponseHead } from './response-head.ts'

/** Bounds of one response, in bytes unless said. */
export interface ReaderBounds {
  headBytesMax: number
  bodyBytesMax: number
  readBytesMax: number
  chunkLineBytesMax: number
  headersMax: number
}

/** Why reading ended: a whole response, one that is malformed or too large, or the connection's end in the middle. */
export type ReadEnd = 'complete' | 'not-http' | 'headers-too-large' | 'connection-closed'

/** Bytes as they came, cut at the bound; `bytes` counts those before the cut. */
export interface KeptBytes {
  raw: Buffer
  bytes: number
  cut: boolean
}

export interface ReadResponse extends KeptBytes {
  status: number
  reason: string
  headers: [string, string][]
  bodyOffset: number
  body: Buffer
}

/**
 * Reads one HTTP/1.x response from bytes in any portions and keeps them raw. Interim (1xx) answers stand before the
 * final one in `raw`; 101 is final, for what follows is another protocol. It never waits by itself: time and the connection are the caller's.
 */
export interface ResponseReader {
  /** Takes bytes; the end as soon as it is known, null while more are needed. */
  push(bytes: Buffer): ReadEnd | null
  /** The connection was closed by the server. */
  close(): ReadEnd
  /** The response so far, null as long as no head could be read; what came instead is in `partial`. */
  response(): ReadResponse | null
  partial(): KeptBytes | null
}

const SIGNATURE = Buffer.from('HTTP/1.')

export function createResponseReader(method: string, bounds: ReaderBounds): ResponseReader {
  const kept: Buffer[] = []
  let keptBytes = 0
  let seenBytes = 0
  let head: ResponseHead | null = null
  let framing: BodyFraming = { kind: 'none' }
  let bodyOffset = 0
  let ended: ReadEnd | null = null
  const body: Buffer[] = []
  let bodyKept = 0
  let bodySeen = 0
  let pending = Buffer.alloc(0)

  const keep = (bytes: Buffer): void => {
    seenBytes += bytes.length
    const room = bounds.headBytesMax + bounds.bodyBytesMax - keptBytes
    if (room <= 0) return
    const slice = bytes.subarray(0, room)
    kept.push(slice)
    keptBytes += slice.length
  }
  const takeBody = (bytes: Buffer): void => {
    bodySeen += bytes.length
    const slice = bytes.subarray(0, Math.max(bounds.bodyBytesMax - bodyKept, 0))
    if (slice.length === 0) return
    body.push(slice)
    bodyKept += slice.length
  }
  const chunks = createChunkDecoder(takeBody, { lineBytesMax: bounds.chunkLineBytesMax, trailerBytesMax: bounds.headBytesMax })

  const readHead = (bytes: Buffer): ReadEnd | null => {
    pending = Buffer.concat([pending, bytes])
    for (;;) {
      const signature = pending.subarray(0, SIGNATURE.length)
      if (!signature.equals(SIGNATURE.subarray(0, signature.length))) return 'not-http'
      const end = endOfHead(pending)
      if (bodyOffset + (end?.next ?? pending.length) > bounds.headBytesMax) return 'headers-too-large'
      if (!end) return null
      const parsed = parseHead(pending.toString('latin1', 0, end.at))
      if (!parsed) return 'not-http'
      if (parsed.headers.length > bounds.headersMax) return 'headers-too-large'
      pending = pending.subarray(end.next)
      bodyOffset += end.next
      if (parsed.status >= 200 || parsed.status === 101) {
        framing = framingOf(parsed, method)
        // Nobody can say where such a response ends: nothing of it counts, or its cookies would be kept.
        if (framing.kind === 'invalid') return 'not-http'
        head = parsed
        return readBody(pending)
      }
    }
  }
  const readBody = (bytes: Buffer): ReadEnd | null => {
    if (framing.kind === 'none') return 'complete'
    if (framing.kind === 'length') {
      takeBody(bytes.subarray(0, Math.max(framing.bytes - bodySeen, 0)))
      return bodySeen >= framing.bytes ? 'complete' : null
    }
    if (framing.kind === 'until-close') {
      takeBody(bytes)
      return null
    }
    const { state } = chunks.push(bytes)
    return state === 'reading' ? null : state === 'done' ? 'complete' : 'not-http'
  }

  return {
    push(bytes) {
      if (ended) return ended
      keep(bytes)
      ended = head ? readBody(bytes) : readHead(bytes)
      if (!ended && seenBytes >= bounds.readBytesMax) ended = 'complete'
      return ended
    },
    close() {
      ended ??= head && framing.kind === 'until-close' ? 'complete' : 'connection-closed'
      return ended
    },
    response: () =>
      head && {
        ...message(kept, seenBytes),
        status: head.status,
        reason: head.reason,
        headers: head.headers,
        bodyOffset,
        body: Buffer.concat(body),
        cut: seenBytes > keptBytes || bodySeen > bodyKept,
      },
    partial: () => (head || seenBytes === 0 ? null : message(kept, seenBytes)),
  }
}

function message(kept: Buffer[], seenBytes: number): KeptBytes {
  const raw = Buffer.concat(kept)
  return { raw, bytes: seenBytes, cut: raw.length < seenBytes }
}

/** The first empty line: where the head ends, and where what follows it begins. */
function endOfHead(bytes: Buffer): { at: number; next: number } | null {
  for (let index = bytes.indexOf(0x0a); index !== -1; index = bytes.indexOf(0x0a, index + 1)) {
    const at = bytes[index - 1] === 0x0d ? index - 1 : index
    if (bytes[index + 1] === 0x0a) return { at, next: index + 2 }
    if (bytes[index + 1] === 0x0d && bytes[index + 2] === 0x0a) return { at, next: index + 3 }
  }
  return null
}
