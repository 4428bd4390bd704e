import { readBoundedBody } from '#lib/http/read-bounded-body.ts'

/**
 * The JSON of a request's body, of which no more than `bytesMax` is kept.
 * `too-large`: there is more; `not-json`: it is no JSON, or not announced as JSON.
 */
export async function readJsonBody(
  request: Request,
  bytesMax: number,
): Promise<{ ok: true; value: unknown } | { ok: false; reason: 'too-large' | 'not-json' }> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return { ok: false, reason: 'not-json' }
  const bytes = await readBoundedBody(request, bytesMax)
  if (!bytes) return { ok: false, reason: 'too-large' }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return { ok: false, reason: 'not-json' }
  }
}
