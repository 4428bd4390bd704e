import type { DecisionCode } from '../../reasons/engine-sections.ts'
import type { Origin } from '../../sites/origin.ts'
import { type Header, headerValue, headerValues, isToken, listItems } from '../headers/header-list.ts'
import type { CredentialsMode } from '../state.ts'

export type CorsVerdict = { allowed: boolean; code: Extract<DecisionCode, `cors-${string}`>; about: string | null; change: string | null }

/** Whether the response lets `origin` read it, and the smallest change that would. Source: Fetch §4.10. */
export function checkCors(origin: Origin, credentials: CredentialsMode, headers: readonly Header[]): CorsVerdict {
  const withCredentials = credentials === 'include'
  const allowOrigin = headerValue(headers, 'access-control-allow-origin')
  const allowed: CorsVerdict = { allowed: true, code: 'cors-allowed', about: null, change: null }
  const refused = (code: CorsVerdict['code'], about: string | null, change: string): CorsVerdict => ({ allowed: false, code, about, change })
  const missing =
    headerValue(headers, 'access-control-allow-credentials') === 'true' || !withCredentials ? '' : ' and Access-Control-Allow-Credentials: true'
  const nameOrigin = `The response would need Access-Control-Allow-Origin: ${origin}${missing}.`

  if (allowOrigin === null) return refused('cors-origin-missing', null, nameOrigin)
  if (allowOrigin === '*' && !withCredentials) return { ...allowed, about: allowOrigin }
  if (allowOrigin === '*') return refused('cors-wildcard-with-credentials', allowOrigin, nameOrigin)
  if (allowOrigin !== origin) {
    const isList = headerValues(headers, 'access-control-allow-origin').length > 1 || /[ ,]/.test(allowOrigin)
    return refused(isList ? 'cors-origin-several' : 'cors-origin-mismatch', allowOrigin, nameOrigin)
  }
  if (!withCredentials) return { ...allowed, about: allowOrigin }
  const allowCredentials = headerValue(headers, 'access-control-allow-credentials')
  if (allowCredentials === 'true') return { ...allowed, about: allowOrigin }
  return refused(
    'cors-credentials-not-allowed',
    allowCredentials,
    'The response would need Access-Control-Allow-Credentials: true, in these letters.',
  )
}

const ALWAYS_EXPOSED: readonly string[] = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]
const NEVER_EXPOSED: readonly string[] = ['set-cookie', 'set-cookie2']

/** The headers that a script sees of a response. Source: Fetch §2.2.6, "basic" and "CORS filtered response". */
export function readableHeaders(headers: readonly Header[], tainting: 'basic' | 'cors' | 'opaque', credentials: CredentialsMode): Header[] {
  if (tainting === 'opaque') return []
  const notForbidden = headers.filter(([name]) => !NEVER_EXPOSED.includes(name.toLowerCase()))
  if (tainting === 'basic') return notForbidden
  const named = headerValues(headers, 'access-control-expose-headers').flatMap((value) => listItems(value.toLowerCase()))
  // One item that is no name makes the whole list void.
  const exposed = new Set(named.every(isToken) ? named : [])
  const exposesAll = credentials !== 'include' && exposed.has('*')
  return notForbidden.filter(([name]) => exposesAll || ALWAYS_EXPOSED.includes(name.toLowerCase()) || exposed.has(name.toLowerCase()))
}
