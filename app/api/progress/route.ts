import { readJsonBody } from '#lib/playground/read-json-body.ts'
import { EXCHANGE_BYTES_MAX, WRITES_MAX } from '#lib/progress/exchange-contract.ts'
import { readChanges } from '#lib/progress/read-account.ts'
import { recordWrites } from '#lib/progress/record-writes.ts'
import { admitLearner } from './admit-learner.ts'
import { databaseAway, exchangeErrorResponse, signedOut } from './exchange-error-response.ts'

/** What changed in the learner's account after `?since=<revision>`; the whole account without it. */
export async function GET(request: Request): Promise<Response> {
  const admitted = await admitLearner()
  if ('refusal' in admitted) return admitted.refusal
  const asked = new URL(request.url).searchParams
  if ((asked.get('account') ?? admitted.viewer.id) !== admitted.viewer.id) return signedOut()
  const since = revisionOf(asked.get('since') ?? '0')
  if (since === null) return badRequest('since', 'expected a revision: a whole number')
  const state = await readChanges(admitted.viewer, since)
  if (!state.ok) return databaseAway()
  return Response.json({ applied: [], refused: [], ...state.value }, { headers: { 'cache-control': 'no-store' } })
}

/** Takes writes into the learner's account, each once, and answers with what changed since the browser last heard. */
export async function POST(request: Request): Promise<Response> {
  const admitted = await admitLearner()
  if ('refusal' in admitted) return admitted.refusal
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    return exchangeErrorResponse({ code: 'unsupported-media-type', message: 'expected content-type application/json' })
  const body = await readJsonBody(request, EXCHANGE_BYTES_MAX)
  if (!body.ok && body.reason === 'too-large')
    return exchangeErrorResponse({ code: 'too-large', message: `expected at most ${EXCHANGE_BYTES_MAX} bytes` })
  if (!body.ok || typeof body.value !== 'object' || body.value === null) return badRequest('body', 'expected a body of JSON: an object')
  const { account = admitted.viewer.id, since: givenSince, writes, ...others } = body.value as Record<string, unknown>
  const [other] = Object.keys(others)
  if (other !== undefined) return badRequest(other.slice(0, 60), 'expected no other fields than account, since and writes')
  // The page's work may belong to somebody else than who is signed in by now.
  if (account !== admitted.viewer.id) return signedOut()
  const since = revisionOf(givenSince)
  if (since === null) return badRequest('since', 'expected a revision: a whole number, 0 for none')
  if (!Array.isArray(writes) || writes.length > WRITES_MAX) return badRequest('writes', `expected a list of at most ${WRITES_MAX} writes`)

  const recorded = await recordWrites(admitted.viewer, writes, new Date())
  if (!recorded.ok) return databaseAway()
  const state = await readChanges(admitted.viewer, since)
  if (!state.ok) return databaseAway()
  return Response.json({ ...recorded.value, ...state.value }, { headers: { 'cache-control': 'no-store' } })
}

const badRequest = (field: string, message: string) => exchangeErrorResponse({ code: 'bad-request', message, field })

function revisionOf(given: unknown): number | null {
  const revision = typeof given === 'string' && /^\d{1,10}$/.test(given) ? Number(given) : given
  return typeof revision === 'number' && Number.isSafeInteger(revision) && revision >= 0 ? revision : null
}
