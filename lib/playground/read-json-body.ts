/**
 * The JSON of a request's body, read no further than `bytesMax`.
 * `too-large`: it goes on after that; `not-json`: it is no JSON, or not announced as JSON.
 */
export async function readJsonBody(
  request: Request,
  bytesMax: number,
): Promise<{ ok: true; value: unknown } | { ok: false; reason: 'too-large' | 'not-json' }> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return { ok: false, reason: 'not-json' }
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength
    if (bytes > bytesMax) return { ok: false, reason: 'too-large' }
    pieces.push(piece)
  }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))) }
  } catch {
    return { ok: false, reason: 'not-json' }
  }
}
