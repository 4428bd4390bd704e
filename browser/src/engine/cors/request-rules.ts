import type { ByteString } from '../../jar/cookie.ts'
import { type Header, listItems, trimHeaderValue } from '../headers/header-list.ts'

/** How a script may write a method in small letters and still mean the standard one; others stay as written. Source: Fetch §2.2.1. */
const NORMALIZED_METHODS: readonly string[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']
const FORBIDDEN_METHODS: readonly string[] = ['CONNECT', 'TRACE', 'TRACK']
const SAFELISTED_METHODS: readonly string[] = ['GET', 'HEAD', 'POST']

export function normalizeMethod(method: string): string {
  const upper = method.toUpperCase()
  return NORMALIZED_METHODS.includes(upper) ? upper : method
}

export function isForbiddenMethod(method: string): boolean {
  return FORBIDDEN_METHODS.includes(method.toUpperCase())
}

/** The methods that a page without scripts could use. Source: Fetch §2.2.1. */
export function isSafelistedMethod(method: string): boolean {
  return SAFELISTED_METHODS.includes(method)
}

const FORBIDDEN_HEADERS: readonly string[] = [
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]
const METHOD_OVERRIDES: readonly string[] = ['x-http-method', 'x-http-method-override', 'x-method-override']

/** Headers that only the browser sets. Source: Fetch §2.2.2, "forbidden request-header". */
export function isForbiddenHeader(name: string, value: ByteString): boolean {
  const lower = name.toLowerCase()
  if (FORBIDDEN_HEADERS.includes(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-')) return true
  return METHOD_OVERRIDES.includes(lower) && listItems(value).some(isForbiddenMethod)
}

const NO_CORS_HEADERS: readonly string[] = ['accept', 'accept-language', 'content-language', 'content-type']

/** Headers that a script may set in no-cors mode. Source: Fetch §2.2.2. */
export function isNoCorsSafelisted(name: string, value: ByteString): boolean {
  return NO_CORS_HEADERS.includes(name.toLowerCase()) && isSafelistedHeader(name, value)
}

const FORM_TYPES: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']
const SAFELISTED_VALUE_MAX = 128
const SAFELISTED_VALUES_MAX = 1024

/** Whether a page without scripts could send the header. Source: Fetch §2.2.2, "CORS-safelisted request-header"; client hints: Chromium. */
export function isSafelistedHeader(name: string, value: ByteString): boolean {
  if (value.length > SAFELISTED_VALUE_MAX) return false
  switch (name.toLowerCase()) {
    case 'accept':
      return !hasUnsafeByte(value)
    case 'accept-language':
    case 'content-language':
      return /^[0-9A-Za-z *,\-.;=]*$/.test(value)
    case 'content-type':
      return !hasUnsafeByte(value) && FORM_TYPES.includes(trimHeaderValue(value.split(';')[0] ?? '').toLowerCase())
    case 'range':
      return isSafelistedRange(value)
    case 'device-memory':
    case 'dpr':
      return /^\d+(\.\d+)?$/.test(value)
    case 'viewport-width':
    case 'width':
      return /^\d+$/.test(value)
    case 'save-data':
      return value.toLowerCase() === 'on'
    case 'downlink':
    case 'ect':
    case 'intervention':
    case 'rtt':
      return true
    default:
      return false
  }
}

/** The names, in small letters and sorted, that ask for a preflight. Source: Fetch §2.2.2, "CORS-unsafe request-header names". */
export function unsafeHeaderNames(headers: readonly Header[]): string[] {
  const unsafe = headers.filter(([name, value]) => !isSafelistedHeader(name, value))
  const safe = headers.filter(([name, value]) => isSafelistedHeader(name, value))
  const isTooMuch = safe.reduce((sum, [, value]) => sum + value.length, 0) > SAFELISTED_VALUES_MAX
  return [...new Set((isTooMuch ? headers : unsafe).map(([name]) => name.toLowerCase()))].sort()
}

/** One range with a start, and an end that is no smaller. */
function isSafelistedRange(value: ByteString): boolean {
  const match = value.match(/^bytes=(\d+)-(\d*)$/)
  return match !== null && (match[2] === '' || Number(match[1]) <= Number(match[2]))
}

function hasUnsafeByte(value: ByteString): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about control characters
  return /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/.test(value)
}
