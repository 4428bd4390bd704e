/** Redis's protocol, as much of it as asking needs: commands out, answers in. What answers may be hostile. Pure. */

/** An answer: text of a status, an error's words, a number, bytes, nothing, or several. */
export type Reply =
  | { kind: 'status' | 'error'; text: string }
  | { kind: 'integer'; value: number }
  | { kind: 'bytes'; value: Buffer }
  | { kind: 'nothing' }
  | Replies
interface Replies {
  kind: 'several'
  items: Reply[]
}

/** Answers inside answers; our questions get two levels. */
const DEPTH_MAX = 4

/** A command as Redis reads it: how many words, each with its length. */
export function encodeCommand(words: readonly string[]): Buffer {
  return Buffer.from([`*${words.length}`, ...words.flatMap((word) => [`$${Buffer.byteLength(word)}`, word]), ''].join('\r\n'), 'utf8')
}

/** The first answer in these bytes; null when they hold none that is whole and well formed. Takes time in proportion to the bytes. */
export function readReply(bytes: Buffer): Reply | null {
  return readAt({ bytes, offset: 0 }, DEPTH_MAX)
}

interface Cursor {
  bytes: Buffer
  offset: number
}

function readAt(cursor: Cursor, depth: number): Reply | null {
  const line = readLine(cursor)
  if (line === null || depth === 0) return null
  const rest = line.slice(1)
  switch (line[0]) {
    case '+':
      return { kind: 'status', text: rest }
    case '-':
      return { kind: 'error', text: rest }
    case ':':
      return readNumber(rest, (value) => ({ kind: 'integer', value }))
    case '$':
      return readNumber(rest, (length) => (length === -1 ? { kind: 'nothing' } : readBytes(cursor, length)))
    case '*':
      return readNumber(rest, (count) => (count === -1 ? { kind: 'nothing' } : readSeveral(cursor, count, depth - 1)))
    default:
      return null
  }
}

function readLine(cursor: Cursor): string | null {
  const end = cursor.bytes.indexOf('\r\n', cursor.offset, 'latin1')
  if (end === -1) return null
  const line = cursor.bytes.toString('utf8', cursor.offset, end)
  cursor.offset = end + 2
  return line
}

/** Of 64 bits, as Redis counts; beyond 2^53 to the nearest that JavaScript has. */
function readNumber(text: string, use: (value: number) => Reply | null): Reply | null {
  return /^-?\d{1,19}$/.test(text) ? use(Number(text)) : null
}

function readBytes(cursor: Cursor, length: number): Reply | null {
  const end = cursor.offset + length
  if (length < 0 || end + 2 > cursor.bytes.length) return null
  const value = cursor.bytes.subarray(cursor.offset, end)
  cursor.offset = end + 2
  return { kind: 'bytes', value }
}

/** Each item takes at least four bytes, so a count that lies ends soon. */
function readSeveral(cursor: Cursor, count: number, depth: number): Reply | null {
  const items: Reply[] = []
  for (let index = 0; index < count; index += 1) {
    const item = readAt(cursor, depth)
    if (!item) return null
    items.push(item)
  }
  return { kind: 'several', items }
}
