/** A quiz with every field filled to its limit is a quarter of this. */
export const FORM_BYTES_MAX = 16 * 1024

/**
 * The fields of a form that a browser sent as application/x-www-form-urlencoded, read no further than the limit.
 * `not-a-form`: announced as something else; `too-large`: it goes on after the limit.
 */
export async function readFormBody(
  request: Request,
): Promise<{ ok: true; value: URLSearchParams } | { ok: false; reason: 'not-a-form' | 'too-large' }> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')) return { ok: false, reason: 'not-a-form' }
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength
    if (bytes > FORM_BYTES_MAX) return { ok: false, reason: 'too-large' }
    text += decoder.decode(piece, { stream: true })
  }
  return { ok: true, value: new URLSearchParams(text + decoder.decode()) }
}
