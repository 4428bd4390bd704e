import { refusalResponse } from '#app/api/runs/refusal-response.ts'
import { callerOf } from '#lib/playground/caller.ts'
import { PLAYGROUND_LIMITS } from '#lib/playground/playground-limits.ts'
import { readJsonBody } from '#lib/playground/read-json-body.ts'
import { parseRunRequest } from '#lib/playground/run-request-schema.ts'
import { startRun } from '#lib/playground/start-run.ts'

/** Runs code and streams what happens, one event a line. The run ends with the request. */
export async function POST(request: Request): Promise<Response> {
  const body = await readJsonBody(request, PLAYGROUND_LIMITS.runBodyBytesMax)
  if (!body.ok && body.reason === 'too-large')
    return refusalResponse({ code: 'too-large', message: `The request is larger than ${PLAYGROUND_LIMITS.runBodyBytesMax} bytes.` })
  if (!body.ok) return refusalResponse({ code: 'bad-request', message: 'expected a JSON body with content-type application/json' })
  const parsed = parseRunRequest(body.value)
  if (!parsed.ok) return refusalResponse({ code: 'bad-request', ...parsed.fault })

  const ended = new AbortController()
  const signal = AbortSignal.any([request.signal, ended.signal, AbortSignal.timeout(PLAYGROUND_LIMITS.runMsMax)])
  const started = await startRun(callerOf(request.headers), parsed.value, signal)
  if (!started.ok) return refusalResponse(started.refusal)
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await started.events.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
    },
    cancel() {
      ended.abort()
    },
  })
  // no-transform: a compressor between here and the page would hold lines back until it has a block of them.
  return new Response(stream, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store, no-transform' } })
}
