import type { Header } from './message-rules.ts'

/** What a learner can let a browser do, in the order of the list. `link` is a visit that the page itself begins. */
export const DRAFT_ACTIONS = ['visit', 'link', 'submit', 'fetch', 'reload', 'read-cookies', 'write-cookie', 'restart-browser', 'wait'] as const
export type DraftAction = (typeof DRAFT_ACTIONS)[number]

/** A step that a learner adds, as typed: a raw request, or with `action` what a browser is to do. A field that an action has no use for is empty. */
export type RequestDraft = {
  id: string
  method: string
  url: string
  /** One `Name: value` a line. */
  headers: string
  body: string
  /** Id of an earlier request whose cookies are sent back; empty for none. */
  cookiesFrom: string
  action?: DraftAction
  browser?: string
  /** Minutes of a wait; what is assigned to `document.cookie`. */
  text?: string
  /** Credentials mode of a fetch; empty for its default. */
  credentials?: string
}

export type DraftField = Exclude<keyof RequestDraft, 'id'>
export type DraftMistake = { field: DraftField; message: string }

/** What a draft is checked against: the lab's hosts and browsers, the ids of the steps before it, and the scheme of an address without one. */
export type DraftSurroundings = { hosts: readonly string[]; earlierIds: readonly string[]; browsers?: readonly string[]; scheme?: 'http' | 'https' }

export const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/
/** The contract's bounds, said here before anything is sent. */
const HEADER_VALUE = /^[^\r\n\0]{0,8192}$/
const HEADERS_MAX = 50
const URL_LENGTH_MAX = 2048
const BODY_BYTES_MAX = 16 * 1024

/** Whether a stored value has the form of a draft. */
export function isRequestDraft(value: unknown): value is RequestDraft {
  if (typeof value !== 'object' || value === null) return false
  const entries = new Map(Object.entries(value))
  const isAction = entries.get('action') === undefined || isDraftAction(entries.get('action'))
  const hasTexts = ['id', 'method', 'url', 'headers', 'body', 'cookiesFrom'].every((key) => typeof entries.get(key) === 'string')
  return isAction && hasTexts && ['browser', 'text', 'credentials'].every((key) => ['string', 'undefined'].includes(typeof entries.get(key)))
}

function isDraftAction(value: unknown): value is DraftAction {
  return DRAFT_ACTIONS.some((action) => action === value)
}

/** What is wrong with the length of a body; null when nothing is. */
export function bodyMistake(body: string): DraftMistake | null {
  return new TextEncoder().encode(body).length > BODY_BYTES_MAX ? { field: 'body', message: 'Expected at most 16 KiB.' } : null
}

/** The whole URL: a path belongs to the lab's first host; other hosts than the lab's are no answerers here. Null for no URL. */
export function urlOf(typed: string, hosts: readonly string[], scheme: 'http' | 'https' = 'http'): string | null {
  const text = typed.trim()
  const whole = text.startsWith('/') ? `${scheme}://${hosts[0]}${text}` : /^https?:\/\//i.test(text) ? text : `${scheme}://${text}`
  const url = URL.parse(whole)
  if (text === '' || !url || !hosts.includes(url.hostname)) return null
  const address = `${url.protocol}//${url.host}${url.pathname}${url.search}`
  return address.length > URL_LENGTH_MAX ? null : address
}

/** The headers of a text with one a line, or the first mistake in it. */
export function headersOf(text: string): { headers: Header[]; mistake: string | null } {
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
