/** One HTTP message as a person reads it; plain data, small enough to travel inside a page. */
export type MessageView = {
  /** Start line and headers as on the wire, one a line, without the blank line that ends them. */
  head: string
  /** The body without chunked framing: text, or a hexadecimal dump of its beginning when it is binary. */
  body: string
  bodyKind: 'empty' | 'text' | 'binary'
  /** What followed the head on the wire when that differs from `body` (chunked framing); else null. */
  framed: string | null
  /** Bytes on the wire. */
  bytes: number
  /** Whether less was kept than there was on the wire. */
  cut: boolean
}

export type Header = [name: string, value: string]

/** Bytes shown of a binary body. */
const DUMP_BYTES_MAX = 256
const DUMP_BYTES_A_LINE = 16

/** The bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** Text of header bytes: each byte is one character (RFC 9110, section 5.5). */
function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/**
 * A message from its wire bytes. `bodyOffset` is where the body begins (looked for when it is not known), `body` the body without
 * framing when that is known apart. Text is read as UTF-8 where it is valid UTF-8 and the head names no Latin-1, else as Latin-1.
 */
export function messageView(
  wire: { raw: Uint8Array; bytes: number; cut: boolean },
  known: { bodyOffset?: number; body?: Uint8Array } = {},
): MessageView {
  const offset = known.bodyOffset ?? endOfHead(wire.raw)
  const head = latin1(wire.raw.subarray(0, offset))
    .replace(/\r?\n$/, '')
    .replace(/\r?\n$/, '')
    .replaceAll('\r\n', '\n')
  const tail = wire.raw.subarray(offset)
  const body = known.body ?? tail
  const bodyKind = body.length === 0 ? 'empty' : isBinary(body) ? 'binary' : 'text'
  const charset = charsetOf(head)
  const framed = sameBytes(body, tail) || isBinary(tail) ? null : bodyText(tail, charset, wire.cut)
  return {
    head,
    body: bodyKind === 'binary' ? hexDump(body) : bodyText(body, charset, wire.cut),
    bodyKind,
    framed,
    bytes: wire.bytes,
    cut: wire.cut,
  }
}

/** Start line and headers of a head, in order, repeated names kept; a folded line (obs-fold) belongs to the header above it. */
export function parseHead(head: string): { startLine: string; headers: Header[] } {
  const [startLine = '', ...lines] = head.split('\n')
  const headers: Header[] = []
  for (const line of lines) {
    const last = headers.at(-1)
    const colon = line.indexOf(':')
    if (/^[ \t]/.test(line) && last) last[1] = `${last[1]} ${line.trim()}`
    else if (colon >= 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()])
    else headers.push([line, ''])
  }
  return { startLine, headers }
}

/** Every value of a header, by a name in any case. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  return headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value)
}

/** The message as it was on the wire: head, blank line, body with its framing. */
export function wireText(message: MessageView): string {
  return `${message.head}\n\n${message.framed ?? message.body}`
}

function endOfHead(raw: Uint8Array): number {
  for (let index = 0; index < raw.length; index += 1) {
    if (raw[index] !== 10) continue
    if (raw[index + 1] === 10) return index + 2
    if (raw[index + 1] === 13 && raw[index + 2] === 10) return index + 3
  }
  return raw.length
}

function charsetOf(head: string): string {
  const [type = ''] = headerValues(parseHead(head).headers, 'content-type')
  return /charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8'
}

function bodyText(bytes: Uint8Array, charset: string, cut: boolean): string {
  if (charset === 'iso-8859-1' || charset === 'latin1') return latin1(bytes)
  const whole = cut ? withoutTornCharacter(bytes) : bytes
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole)
  } catch {
    return latin1(bytes)
  }
}

/** Drops the beginning of a UTF-8 character whose rest was cut off. */
function withoutTornCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}

/** A NUL, or more than one control character in ten, is no text. */
function isBinary(bytes: Uint8Array): boolean {
  let controls = 0
  for (const byte of bytes) {
    if (byte === 0) return true
    if (byte < 32 && !(byte >= 8 && byte <= 13) && byte !== 27) controls += 1
  }
  return controls * 10 > bytes.length
}

function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < Math.min(bytes.length, DUMP_BYTES_MAX); at += DUMP_BYTES_A_LINE) {
    const row = [...bytes.subarray(at, at + DUMP_BYTES_A_LINE)]
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const text = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex.padEnd(DUMP_BYTES_A_LINE * 3 - 1)}  ${text}`)
  }
  if (bytes.length > DUMP_BYTES_MAX) lines.push(`… and ${bytes.length - DUMP_BYTES_MAX} bytes more`)
  return lines.join('\n')
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}

/** The body as people read it best: JSON indented when it is announced as JSON and whole, all else as it is. */
export function readableBody(message: MessageView): string {
  const [type = ''] = headerValues(parseHead(message.head).headers, 'content-type')
  if (message.bodyKind !== 'text' || message.cut || !/[/+]json\b/i.test(type)) return message.body
  try {
    return JSON.stringify(JSON.parse(message.body), null, 2)
  } catch {
    return message.body
  }
}
