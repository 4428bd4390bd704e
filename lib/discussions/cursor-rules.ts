/** Where a page of threads goes on: after the thread with this activity and id. */
export type ThreadCursor = { lastActivityAt: Date; id: string }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Numbers of comments are 32 bits wide. */
const NUMBER_MAX = 2_147_483_647
/** The last millisecond that a Date can be. */
const TIME_MAX = 8_640_000_000_000_000

/** Whether this is an id as the database writes them. Anything else is the id of nothing. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text)
}

export function writeThreadCursor({ lastActivityAt, id }: ThreadCursor): string {
  return `${lastActivityAt.getTime()}.${id}`
}

/** The cursor that a query names; null for none and for one that is not ours, which begin at the top. */
export function readThreadCursor(text: unknown): ThreadCursor | null {
  const [time = '', id, ...rest] = typeof text === 'string' ? text.split('.') : []
  if (!/^\d{1,16}$/.test(time) || Number(time) > TIME_MAX || !isId(id) || rest.length > 0) return null
  return { lastActivityAt: new Date(Number(time)), id }
}

/** The number of a comment that a query names; null for none and for nonsense. */
export function readNumber(text: unknown): number | null {
  if (typeof text !== 'string' || !/^[1-9]\d{0,9}$/.test(text)) return null
  return Number(text) <= NUMBER_MAX ? Number(text) : null
}
