import { bodyMistake, type DraftMistake, type DraftSurroundings, headersOf, METHOD, type RequestDraft, urlOf } from './draft-field-rules.ts'
import type { Header } from './message-rules.ts'
import { browserStepOf, type OwnBrowserStep } from './step-draft-rules.ts'

/** The request as the runner plays it (a raw `request` step of the contract). */
export type OwnRequest = { id: string; type: 'request'; method: string; url: string; headers: Header[]; body?: string; cookiesFrom?: string }

/** Any step of the learner's own, as the runner plays it. */
export type OwnStep = OwnRequest | OwnBrowserStep

/** Methods offered first; any HTTP token may be typed. */
export const COMMON_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const

/** The request that a draft describes, or each mistake with its field and what was expected. */
export function requestOf(draft: RequestDraft, { hosts, earlierIds }: DraftSurroundings): { request: OwnRequest } | { mistakes: DraftMistake[] } {
  const mistakes: DraftMistake[] = []
  const url = urlOf(draft.url, hosts)
  const { headers, mistake } = headersOf(draft.headers)
  if (!METHOD.test(draft.method)) mistakes.push({ field: 'method', message: 'Expected an HTTP method, such as GET.' })
  if (url === null) mistakes.push({ field: 'url', message: `Expected a path such as /me, or an address of ${hosts.join(' or ')}.` })
  if (mistake !== null) mistakes.push({ field: 'headers', message: mistake })
  const tooLong = bodyMistake(draft.body)
  if (tooLong) mistakes.push(tooLong)
  if (draft.cookiesFrom !== '' && !earlierIds.includes(draft.cookiesFrom))
    mistakes.push({ field: 'cookiesFrom', message: 'Expected an earlier request, or none.' })
  if (mistakes.length > 0 || url === null) return { mistakes }
  return {
    request: {
      id: draft.id,
      type: 'request',
      method: draft.method,
      url,
      headers,
      ...(draft.body === '' ? {} : { body: draft.body }),
      ...(draft.cookiesFrom === '' ? {} : { cookiesFrom: draft.cookiesFrom }),
    },
  }
}

/** The step that a draft of either kind describes, or its mistakes. */
export function ownStepOf(draft: RequestDraft, surroundings: DraftSurroundings): { request: OwnStep } | { mistakes: DraftMistake[] } {
  return draft.action === undefined ? requestOf(draft, surroundings) : browserStepOf(draft, surroundings)
}

/** An id that no request of the lab has: `own-1`, `own-2`, … */
export function freeId(taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`own-${number}`)) number += 1
  return `own-${number}`
}

/**
 * The drafts that can be played after the lab's requests, with what is sent for each. A draft that the lab has no place for any
 * more (it changed since) is left out; one whose cookies came from such a draft goes without them.
 */
export function playableDrafts(
  drafts: readonly RequestDraft[],
  lab: Omit<DraftSurroundings, 'earlierIds'> & { stepIds: readonly string[] },
): { draft: RequestDraft; request: OwnStep }[] {
  const playable: { draft: RequestDraft; request: OwnStep }[] = []
  for (const draft of drafts) {
    const earlierIds = [...lab.stepIds, ...playable.map(({ request }) => request.id)]
    if (earlierIds.includes(draft.id)) continue
    const cookiesFrom = earlierIds.includes(draft.cookiesFrom) ? draft.cookiesFrom : ''
    const checked = ownStepOf({ ...draft, cookiesFrom }, { ...lab, earlierIds })
    if ('request' in checked) playable.push({ draft, request: checked.request })
  }
  return playable
}
