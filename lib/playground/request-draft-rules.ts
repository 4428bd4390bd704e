import type { Header } from './message-rules.ts'

/** A request that a learner adds, as typed. */
export type RequestDraft = {
  id: string
  method: string
  url: string
  /** One `Name: value` a line. */
  headers: string
  body: string
  /** Id of an earlier request whose cookies are sent back; empty for none. */
  cookiesFrom: string
}

/** The request as the runner plays it (a raw `request` step of the contract). */
export type OwnRequest = { id: string; type: 'request'; method: string; url: string; headers: Header[]; body?: string; cookiesFrom?: string }

type DraftField = 'method' | 'url' | 'headers' | 'body' | 'cookiesFrom'
export type DraftMistake = { field: DraftField; message: string }

/** What a draft is checked against: the lab's hosts, and the ids of the requests before it. */
export type DraftSurroundings = { hosts: readonly string[]; earlierIds: readonly string[] }

const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/
/** The contract's bounds, said here before anything is sent. */
const HEADER_VALUE = /^[^\r\n\0]{0,8192}$/
const HEADERS_MAX = 50
const URL_LENGTH_MAX = 2048
const BODY_BYTES_MAX = 16 * 1024

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
  if (new TextEncoder().encode(draft.body).length > BODY_BYTES_MAX) mistakes.push({ field: 'body', message: 'Expected at most 16 KiB.' })
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

/** An id that no request of the lab has: `own-1`, `own-2`, … */
export function freeId(taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`own-${number}`)) number += 1
  return `own-${number}`
}

/** The whole URL: a path belongs to the lab's first host; other hosts than the lab's are no answerers here. Null for no URL. */
export function urlOf(typed: string, hosts: readonly string[]): string | null {
  const text = typed.trim()
  const whole = text.startsWith('/') ? `http://${hosts[0]}${text}` : /^https?:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.parse(whole)
  if (text === '' || !url || !hosts.includes(url.hostname)) return null
  const address = `${url.protocol}//${url.host}${url.pathname}${url.search}`
  return address.length > URL_LENGTH_MAX ? null : address
}

/** Whether a stored value has the form of a draft. */
export function isRequestDraft(value: unknown): value is RequestDraft {
  if (typeof value !== 'object' || value === null) return false
  const entries = new Map(Object.entries(value))
  return ['id', 'method', 'url', 'headers', 'body', 'cookiesFrom'].every((key) => typeof entries.get(key) === 'string')
}

function headersOf(text: string): { headers: Header[]; mistake: string | null } {
  const headers: Header[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim()
    const value = line.slice(colon + 1).trim()
    if (colon < 0 || !HEADER_NAME.test(name)) return { headers, mistake: `Line ${index + 1}: expected a header such as Accept: text/html.` }
    if (!HEADER_VALUE.test(value)) return { headers, mistake: `Line ${index + 1}: expected at most 8,192 characters, none of them NUL.` }
    headers.push([name, value])
  }
  return headers.length > HEADERS_MAX ? { headers, mistake: `Expected at most ${HEADERS_MAX} headers.` } : { headers, mistake: null }
}

/**
 * The drafts that can be played after the lab's requests, with what is sent for each. A draft that the lab has no place for any
 * more (it changed since) is left out; one whose cookies came from such a draft goes without them.
 */
export function playableDrafts(
  drafts: readonly RequestDraft[],
  lab: { hosts: readonly string[]; stepIds: readonly string[] },
): { draft: RequestDraft; request: OwnRequest }[] {
  const playable: { draft: RequestDraft; request: OwnRequest }[] = []
  for (const draft of drafts) {
    const earlierIds = [...lab.stepIds, ...playable.map(({ request }) => request.id)]
    if (earlierIds.includes(draft.id)) continue
    const cookiesFrom = earlierIds.includes(draft.cookiesFrom) ? draft.cookiesFrom : ''
    const checked = requestOf({ ...draft, cookiesFrom }, { hosts: lab.hosts, earlierIds })
    if ('request' in checked) playable.push({ draft, request: checked.request })
  }
  return playable
}
