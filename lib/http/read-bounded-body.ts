import { BODY_BYTES_MAX } from './request-rules.ts'

/**
 * The bytes of a request's body; null when there are more than `bytesMax`. What is more is not kept, but read up to the most that the entry lets in:
 * a body that is left in the middle would stand in the way of the connection's next request.
 */
export async function readBoundedBody(request: Request, bytesMax: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength
    if (bytes > BODY_BYTES_MAX) return null
    if (bytes <= bytesMax) pieces.push(piece)
  }
  return bytes > bytesMax ? null : Buffer.concat(pieces)
}
