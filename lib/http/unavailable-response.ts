/** 503 for a write or read that cannot be done just now: one error shape, with when to try again. */
export function unavailableResponse(code: string, message: string, retryAfterSeconds: number): Response {
  return Response.json(
    { error: { code, message, retryAfterSeconds } },
    { status: 503, headers: { 'Retry-After': String(retryAfterSeconds), 'Cache-Control': 'no-store' } },
  )
}
