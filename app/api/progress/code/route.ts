import { admitLearner } from '#app/api/progress/admit-learner.ts'
import { databaseAway, exchangeErrorResponse } from '#app/api/progress/exchange-error-response.ts'
import { readLab } from '#lib/progress/read-account.ts'

/** What the learner's account keeps of the lab of `?lesson=<id>`: files, copies and runs. */
export async function GET(request: Request): Promise<Response> {
  const admitted = await admitLearner()
  if ('refusal' in admitted) return admitted.refusal
  const lessonId = new URL(request.url).searchParams.get('lesson') ?? ''
  if (!/^les-[a-z0-9-]{1,100}$/.test(lessonId))
    return exchangeErrorResponse({ code: 'bad-request', message: 'expected the id of a lesson, such as les-http-forgets-you', field: 'lesson' })
  const state = await readLab(admitted.viewer, lessonId)
  return state.ok ? Response.json(state.value, { headers: { 'cache-control': 'no-store' } }) : databaseAway()
}
