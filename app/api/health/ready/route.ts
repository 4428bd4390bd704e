import { checkReadiness } from '#lib/health/check-readiness.ts'

export const dynamic = 'force-dynamic'

/** 200 when this process can do its work, 503 when not; in words what is missing. */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness()
  const isReady = readiness.status === 'ready'
  return Response.json(readiness, {
    status: isReady ? 200 : 503,
    headers: { 'Cache-Control': 'no-store', ...(isReady ? {} : { 'Retry-After': '2' }) },
  })
}
