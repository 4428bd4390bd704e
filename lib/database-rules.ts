/** What Prisma, its adapter, the driver and the system call a database that cannot be reached or does not answer in time. */
const AWAY_CODES = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // PostgreSQL, appendix A: connection exceptions, too many connections, shutting down, starting up, statement timeout.
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '57014',
])
const AWAY_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** The driver's own failures carry no code, so only their text tells them. */
const AWAY_TEXT =
  /timeout exceeded when trying to connect|connection terminated|query read timeout|cannot use a pool after calling end|client has encountered a connection error/i

const DEPTH_MAX = 6

/** Whether this failure means that the database is away (and may be back soon), and not that the question was wrong. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEPTH_MAX) return false
  const { code, kind, originalCode, message, cause, meta, errors } = error as Record<string, unknown>
  if ([code, originalCode].some((value) => typeof value === 'string' && AWAY_CODES.has(value))) return true
  if (typeof kind === 'string' && AWAY_KINDS.has(kind)) return true
  if (typeof message === 'string' && AWAY_TEXT.test(message)) return true
  const adapterError = typeof meta === 'object' && meta !== null ? (meta as Record<string, unknown>).driverAdapterError : undefined
  return [cause, adapterError, ...(Array.isArray(errors) ? errors : [])].some((inner) => isDatabaseAway(inner, depth + 1))
}

/** Whether a transaction lost against another one and may simply be tried again. */
export function isWriteConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'P2034'
}

/** Whether a write was refused because another row has that value already (a taken address, a second one of what is unique). */
export function isUniqueConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'P2002'
}
