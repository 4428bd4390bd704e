import type { EndEvent } from '@crumbtrail/runner/contract'
import type { OutcomeWords } from './outcome-words.ts'

/** Every way in which the playground's interface says no. The last two are found by the page itself. */
export type RefusalCode =
  | 'bad-request'
  | 'not-found'
  | 'too-large'
  | 'service-missing'
  | 'too-many'
  | 'busy'
  | 'disabled'
  | 'sandbox-unavailable'
  | 'runner-away'
  | 'database-away'
  | 'internal'
  | 'offline'
  | 'site-away'

/** Why something was not done; `message` is the site's own sentence. */
export type Refusal = {
  code: RefusalCode
  message: string
  /** Dotted path into what was sent, such as `requests.0.url`. */
  field?: string | undefined
  /** What the machine of the sandbox lacks, and what its operator can do. */
  missing?: string[] | undefined
  fix?: string | undefined
  retryAfterSeconds?: number | undefined
}

const CODES: readonly RefusalCode[] = [
  'bad-request',
  'not-found',
  'too-large',
  'service-missing',
  'too-many',
  'busy',
  'disabled',
  'sandbox-unavailable',
  'runner-away',
  'database-away',
  'internal',
]

/**
 * The refusal in an answer of the site; `internal` when the answer does not have that shape. What stands in front of the site may
 * refuse a body for its size in words of its own.
 */
export function refusalOf(value: unknown, status: number): Refusal {
  const error = recordAt(value, 'error')
  const code = CODES.find((known) => known === error?.code)
  if ((!error || !code) && status === 413) return { code: 'too-large', message: 'The files and the added requests are too large to be sent.' }
  if (!error || !code) return { code: 'internal', message: 'The answer of the site could not be read.' }
  return {
    code,
    message: typeof error.message === 'string' ? error.message : '',
    field: typeof error.field === 'string' ? error.field : undefined,
    missing: Array.isArray(error.missing) ? error.missing.filter((item) => typeof item === 'string') : undefined,
    fix: typeof error.fix === 'string' ? error.fix : undefined,
    retryAfterSeconds: typeof error.retryAfterSeconds === 'number' ? error.retryAfterSeconds : undefined,
  }
}

/** Why a run that had waited was not begun; null when it was. */
export function refusalOfEnd({ refusal }: EndEvent): Refusal | null {
  if (!refusal) return null
  const { code, message, retryAfterSeconds } = refusal
  return { code: code === 'busy' || code === 'too-many' ? code : 'runner-away', message, retryAfterSeconds }
}

/** The words for a refusal: what happened, what was kept, what to do. */
export function refusalWords(refusal: Refusal): OutcomeWords {
  const [tone, title, detail, next] = table(refusal)[refusal.code]
  return { tone, title, detail, next }
}

const KEPT = 'Your code is kept in this browser.'
const READ_ON = 'Reading, the questions and the recorded run need no sandbox.'

type Row = [tone: OutcomeWords['tone'], title: string, detail: string, next: string | null]

function table({ message, field, missing, fix }: Refusal): Record<RefusalCode, Row> {
  const where = field ? ` (${field})` : ''
  return {
    'bad-request': ['bad', 'The request cannot be run', `${message}${where}`, 'Nothing was run. Change it and run again.'],
    'not-found': ['bad', 'This lab is no longer there', message, `The site may have been updated: load the page again. ${KEPT}`],
    'too-large': ['bad', 'Too much to run', message, 'Make the files or the added requests smaller.'],
    'service-missing': [
      'bad',
      'This lab needs a service that the sandbox of this machine lacks',
      missing?.length ? `It lacks: ${missing.join(', ')}. Nothing was run.` : message,
      fix ? `Whoever operates this site can mend it: ${fix}` : READ_ON,
    ],
    'too-many': ['quiet', 'That was a lot of runs', message, KEPT],
    busy: ['quiet', 'The sandbox is full', 'Others are running code right now and the queue is full.', KEPT],
    disabled: ['quiet', 'Running code is switched off here', 'Whoever operates this site has switched the sandbox off.', READ_ON],
    'sandbox-unavailable': [
      'bad',
      'The sandbox cannot start on this machine',
      missing?.length ? `It lacks: ${missing.join(', ')}. Without that no code is run, so that nothing can get out.` : message,
      fix ? `Whoever operates this site can mend it: ${fix}` : READ_ON,
    ],
    'runner-away': ['bad', 'The sandbox is away', 'The service that runs code does not answer.', `${READ_ON} ${KEPT} Press Run to try again.`],
    'database-away': ['bad', 'Links cannot be made or opened right now', 'The database does not answer.', `${KEPT} Try again in a moment.`],
    internal: ['bad', 'Our fault', message || 'Something failed on our side.', `${KEPT} Run it again.`],
    offline: ['quiet', 'You are offline', 'Running needs the network.', KEPT],
    'site-away': ['bad', 'The connection failed', message || 'The site did not answer.', `${KEPT} Run it again in a moment.`],
  }
}

function recordAt(value: unknown, key: string): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  const inner = new Map<string, unknown>(Object.entries(value)).get(key)
  return typeof inner === 'object' && inner !== null ? Object.fromEntries(Object.entries(inner)) : null
}
