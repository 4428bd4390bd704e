/** Status line and headers of one response, as they were written. */
export interface ResponseHead {
  status: number
  reason: string
  /** HTTP/1.0 ends its body with the connection unless a length says otherwise; kept for that. */
  minor: number
  headers: [string, string][]
}

/** Status codes and header names are few and short; a header value is anything but a line break or NUL. */
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: ([^\r\n\0]*))?$/
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/**
 * Reads a head: everything before the empty line, in Latin-1 (RFC 9110, section 5.5). Null when it is not HTTP/1.x or
 * a line is no header. Lines may end in LF alone, and folded lines are joined, as RFC 9112, sections 2.2 and 5.2, let a client do.
 */
export function parseHead(text: string): ResponseHead | null {
  const lines = text.split(/\r?\n/)
  const start = STATUS_LINE.exec(lines[0] ?? '')
  if (!start) return null
  const headers: [string, string][] = []
  for (const line of lines.slice(1)) {
    if (line === '') continue
    const last = headers.at(-1)
    if ((line.startsWith(' ') || line.startsWith('\t')) && last) {
      last[1] = `${last[1]} ${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0))
    if (!HEADER_NAME.test(name) || /[\r\0]/.test(line)) return null
    headers.push([name, trimBlanks(line.slice(colon + 1))])
  }
  return { status: Number(start[2]), reason: start[3] ?? '', minor: Number(start[1]), headers }
}

/** What follows a head: nothing, a counted number of bytes, chunks, or everything until the connection closes. */
export type BodyFraming = { kind: 'none' } | { kind: 'length'; bytes: number } | { kind: 'chunked' } | { kind: 'until-close' } | { kind: 'invalid' }

/** RFC 9112, section 6.3, in its order. */
export function framingOf(head: ResponseHead, method: string): BodyFraming {
  if (method === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304) return { kind: 'none' }
  if (method === 'CONNECT' && head.status < 300) return { kind: 'none' }
  const codings = valuesOf(head, 'transfer-encoding')
  if (codings.length > 0) return codings.at(-1)?.toLowerCase() === 'chunked' ? { kind: 'chunked' } : { kind: 'until-close' }
  const lengths = [...new Set(valuesOf(head, 'content-length'))]
  if (lengths.length === 0) return { kind: 'until-close' }
  const [length = ''] = lengths
  return lengths.length === 1 && /^\d{1,15}$/.test(length) ? { kind: 'length', bytes: Number(length) } : { kind: 'invalid' }
}

function valuesOf(head: ResponseHead, name: string): string[] {
  return head.headers.filter(([given]) => given.toLowerCase() === name).flatMap(([, value]) => value.split(',').map(trimBlanks))
}

/** Spaces and tabs only; `trim` would take Latin-1's other blanks too. A loop, because a pattern could be slow on blanks. */
function trimBlanks(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && (text[from] === ' ' || text[from] === '\t')) from += 1
  while (to > from && (text[to - 1] === ' ' || text[to - 1] === '\t')) to -= 1
  return text.slice(from, to)
}
