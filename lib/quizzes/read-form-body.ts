import { readBoundedBody } from '#lib/http/read-bounded-body.ts'

/** A quiz with every field filled to its limit is a quarter of this. */
export const FORM_BYTES_MAX = 16 * 1024

/**
 * The fields of a form that a browser sent as application/x-www-form-urlencoded.
 * `not-a-form`: announced as something else; `too-large`: longer than the limit.
 */
export async function readFormBody(
  request: Request,
): Promise<{ ok: true; value: URLSearchParams } | { ok: false; reason: 'not-a-form' | 'too-large' }> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')) return { ok: false, reason: 'not-a-form' }
  const bytes = await readBoundedBody(request, FORM_BYTES_MAX)
  return bytes ? { ok: true, value: new URLSearchParams(new TextDecoder().decode(bytes)) } : { ok: false, reason: 'too-large' }
}
