import { runnerStatus } from '#lib/playground/runner-client.ts'

export const dynamic = 'force-dynamic'

/** Whether code can be run here now, and what an operator has to do when not. */
export async function GET(): Promise<Response> {
  return Response.json(await runnerStatus(), { headers: { 'cache-control': 'no-store' } })
}
