import type { ByteString } from '../../jar/cookie.ts'
import { headerValue } from '../headers/header-list.ts'
import type { EngineResponse } from '../loading/finish-load.ts'
import { isImage } from './shown-images.ts'

const SHOWN_APPLICATION_TYPES: readonly string[] = [
  'application/json',
  'application/javascript',
  'application/x-javascript',
  'application/ecmascript',
  'application/xml',
  'application/xhtml+xml',
  'application/pdf',
  'multipart/x-mixed-replace',
]
const SAVED_TEXT_TYPES: readonly string[] = [
  'text/calendar',
  'text/csv',
  'text/x-csv',
  'text/vcard',
  'text/x-vcard',
  'text/x-calendar',
  'text/x-vcalendar',
]

/** Types that say nothing: the browser looks at the bytes, as it does without a type. Source: MIME Sniffing §7. */
const UNKNOWN_TYPES: readonly string[] = ['application/unknown', 'unknown/unknown']
/** How far into the body Chromium looks. */
const SNIFFED_BYTES = 1024

/** Whether the response is saved instead of shown: it says so, or its type, or without one its bytes, are none that a browser shows. Source: RFC 6266 §4.2; Chromium. */
export function isDownload(response: EngineResponse): boolean {
  const { headers, body } = response
  const disposition = headerValue(headers, 'content-disposition')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (/^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(disposition) && disposition !== 'inline') return true
  const isSniffed = headerValue(headers, 'x-content-type-options')?.split(',')[0]?.trim().toLowerCase() !== 'nosniff'
  const type = headerValue(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const isUnknown = UNKNOWN_TYPES.includes(type)
  if (isUnknown && !isSniffed) return true
  if (isUnknown || type === '*/*' || !/^[^/\s]+\/[^/\s]+$/.test(type)) return isSniffed && isBinary(body) && !isImage(response) && !isMarkup(body)
  // Servers say so of files that they do not know.
  if (type === 'text/plain') return isSniffed && isBinary(body) && !isImage(response)
  if (type.startsWith('text/')) return SAVED_TEXT_TYPES.includes(type)
  return !/^(image|audio|video)\//.test(type) && !/\+(xml|json)$/.test(type) && !SHOWN_APPLICATION_TYPES.includes(type)
}

/** Whether there is a byte that no text has. Source: MIME Sniffing §3, "binary data byte". */
function isBinary(body: ByteString): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about control characters
  return /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(body.slice(0, SNIFFED_BYTES))
}

/** Whether the body begins like HTML, or is a PDF. Source: MIME Sniffing §7.1; Chromium asks for nothing behind the name of the tag. */
function isMarkup(body: ByteString): boolean {
  const start = body.slice(0, SNIFFED_BYTES)
  return /^(%PDF-|[\t\n\f\r ]*<(!--|!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|p))/i.test(start)
}
