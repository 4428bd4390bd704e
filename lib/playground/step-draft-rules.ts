import {
  bodyMistake,
  DRAFT_ACTIONS,
  type DraftMistake,
  type DraftSurroundings,
  headersOf,
  METHOD,
  type RequestDraft,
  urlOf,
} from './draft-field-rules.ts'
import type { LabStep } from './lab-step-rules.ts'
import type { Header } from './message-rules.ts'

/** The step as the runner plays it. */
export type OwnBrowserStep =
  | { id: string; type: 'visit'; browser: string; url: string; from?: 'page' }
  | { id: string; type: 'submit'; browser: string; method: string; url: string; form?: Record<string, string> }
  | { id: string; type: 'fetch'; browser: string; method: string; url: string; headers: Header[]; body?: string; credentials?: Credentials }
  | { id: string; type: 'reload' | 'read-cookies' | 'restart-browser'; browser: string }
  | { id: string; type: 'write-cookie'; browser: string; cookie: string }
  | { id: string; type: 'wait'; seconds: number }

const CREDENTIALS = ['same-origin', 'include', 'omit'] as const
type Credentials = (typeof CREDENTIALS)[number]

/** 400 days, which no cookie outlives. */
const WAIT_MINUTES_MAX = 576_000
const COOKIE_LENGTH_MAX = 8192

/** Whether an action asks at an address. */
export function hasAddress(action: string): boolean {
  return ['visit', 'link', 'submit', 'fetch'].includes(action)
}

/** The step that a draft of a browser's action describes, or each mistake with its field and what was expected. */
export function browserStepOf(draft: RequestDraft, surroundings: DraftSurroundings): { request: OwnBrowserStep } | { mistakes: DraftMistake[] } {
  const { id, action = '', browser = '', text = '', credentials = '' } = draft
  const { hosts, browsers = [] } = surroundings
  const mistakes: DraftMistake[] = []
  const url = urlOf(draft.url, hosts, surroundings.scheme)
  const { headers, mistake } = headersOf(draft.headers)
  const method = draft.method.toUpperCase()
  if (action !== 'wait' && !browsers.includes(browser)) mistakes.push({ field: 'browser', message: `Expected one of ${browsers.join(', ')}.` })
  if (hasAddress(action) && url === null)
    mistakes.push({ field: 'url', message: `Expected a path such as /account, or an address of ${hosts.join(' or ')}.` })
  const minutes = Number(text)
  if (action === 'wait' && !(minutes > 0 && minutes <= WAIT_MINUTES_MAX))
    mistakes.push({ field: 'text', message: `Expected minutes, more than 0 and at most ${WAIT_MINUTES_MAX.toLocaleString('en-GB')}.` })
  if (action === 'write-cookie' && (text.trim() === '' || text.length > COOKIE_LENGTH_MAX))
    mistakes.push({ field: 'text', message: 'Expected a cookie such as theme=dark; Path=/.' })
  if ((action === 'submit' || action === 'fetch') && !METHOD.test(method))
    mistakes.push({ field: 'method', message: 'Expected an HTTP method, such as POST.' })
  if (action === 'fetch' && mistake !== null) mistakes.push({ field: 'headers', message: mistake })
  if (action === 'fetch' && credentials !== '' && !CREDENTIALS.some((mode) => mode === credentials))
    mistakes.push({ field: 'credentials', message: `Expected one of ${CREDENTIALS.join(', ')}.` })
  const tooLong = bodyMistake(draft.body)
  if ((action === 'submit' || action === 'fetch') && tooLong) mistakes.push(tooLong)
  if (action === 'fetch' && draft.body !== '' && (method === 'GET' || method === 'HEAD'))
    mistakes.push({ field: 'body', message: `Expected no body: fetch sends none with ${method}.` })
  if (mistakes.length > 0) return { mistakes }
  const address = url ?? ''
  switch (action) {
    case 'visit':
      return { request: { id, type: 'visit', browser, url: address } }
    case 'link':
      return { request: { id, type: 'visit', browser, url: address, from: 'page' } }
    case 'submit':
      return { request: { id, type: 'submit', browser, method, url: address, ...(draft.body.trim() === '' ? {} : { form: formOf(draft.body) }) } }
    case 'fetch':
      return {
        request: {
          id,
          type: 'fetch',
          browser,
          method,
          url: address,
          headers,
          ...(draft.body === '' ? {} : { body: draft.body }),
          ...(credentials === '' ? {} : { credentials: credentials as Credentials }),
        },
      }
    case 'reload':
    case 'read-cookies':
    case 'restart-browser':
      return { request: { id, type: action, browser } }
    case 'write-cookie':
      return { request: { id, type: 'write-cookie', browser, cookie: text } }
    case 'wait':
      return { request: { id, type: 'wait', seconds: minutes * 60 } }
    default:
      return { mistakes: [{ field: 'action', message: `Expected one of ${DRAFT_ACTIONS.join(', ')}.` }] }
  }
}

/** Fields of a form, one `name=value` a line; a line without an equals sign is a field without a value. */
function formOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const equals = line.indexOf('=')
      return equals < 0 ? [line.trim(), ''] : [line.slice(0, equals).trim(), line.slice(equals + 1)]
    }),
  )
}

/** A draft as the timeline lists it. */
export function draftAsStep(draft: RequestDraft): LabStep {
  const { id, action, browser = null, method, url, text = '', cookiesFrom } = draft
  const base = { id, note: null, browser: action === undefined || action === 'wait' ? null : browser }
  switch (action) {
    case undefined:
      return { ...base, type: 'request', method, url, cookiesFrom: cookiesFrom || null }
    case 'link':
      return { ...base, type: 'visit', url, from: 'page' }
    case 'submit':
    case 'fetch':
      return { ...base, type: action, method: method.toUpperCase(), url }
    case 'wait':
      return { ...base, type: 'wait', seconds: Number(text) * 60 }
    case 'write-cookie':
      return { ...base, type: action, cookie: text }
    case 'visit':
      return { ...base, type: action, url }
    default:
      return { ...base, type: action }
  }
}
