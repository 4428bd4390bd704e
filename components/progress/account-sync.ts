import { readAccountHint } from '#components/accounts/account-hint.ts'
import { accountKey, isOutboxKey, listOutbox, removeFromOutbox } from '#components/progress/outbox.ts'
import type { ShownDocument } from '#components/progress/sync-engine.ts'
import { readSyncState, setSyncState } from '#components/progress/sync-state.ts'
import { type ExchangeReply, ExchangeReplySchema, type ExchangeRequest, WRITES_MAX } from '#lib/progress/exchange-contract.ts'
import { withAccountState } from '#lib/progress/write-rules.ts'
import type { ProgressWrite } from '#lib/progress/write-schema.ts'

/** Writes made together go together. */
const GATHER_MS = 400
const ANSWER_MS_MAX = 20_000
/** Half of what the site takes at once: text of code grows when it is escaped. */
const CHARACTERS_MAX = 120_000
/** A browser sends no more than 64 KiB from a page that it is leaving. */
const FAREWELL_CHARACTERS_MAX = 30_000
/** Coming back to the page asks for news, but not at every glance. */
const NEWS_AFTER_MS = 10_000
const BACKOFF_MS = { first: 1000, max: 120_000 }

type Outcome = { state: 'done' } | { state: 'offline' | 'away' | 'signed-out'; retryAfterMs?: number }

let shown: ShownDocument | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let plannedAt = 0
let running: Promise<void> | null = null
let isWanted = false
let failures = 0
let lastNewsAt = 0
const codeListeners = new Set<(lessonIds: readonly string[]) => void>()

/** Sends what waits, soon; the first time also fetches what other browsers did, and from then on at every return to the page. */
export function startSending(document: ShownDocument): void {
  if (!shown) {
    shown = document
    listen()
    plan(0)
    return
  }
  plan(GATHER_MS)
}

/** Sends now and waits for the end; how many writes are still not with the account. */
export async function sendAll(document: ShownDocument): Promise<number> {
  shown ??= document
  clearTimeout(timer)
  timer = undefined
  await running
  await exchangeUntilDone()
  const account = readAccountHint()
  return account ? listOutbox(account.id).length : 0
}

/** Calls back with the lessons whose code changed elsewhere. */
export function onCodeChanged(listener: (lessonIds: readonly string[]) => void): () => void {
  codeListeners.add(listener)
  return () => void codeListeners.delete(listener)
}

/** The earlier of two plans counts, so that steady typing cannot put it off for ever. */
function plan(afterMs: number): void {
  const at = Date.now() + afterMs
  if (timer !== undefined && plannedAt <= at) return
  clearTimeout(timer)
  plannedAt = at
  timer = setTimeout(() => {
    timer = undefined
    void exchangeUntilDone()
  }, afterMs)
}

/** One exchange after the other until nothing waits; one at a time in this page and, where the browser can, among its tabs. */
async function exchangeUntilDone(): Promise<void> {
  if (running) {
    isWanted = true
    return running
  }
  running = (async () => {
    do {
      isWanted = false
      await alone(exchangeAll)
    } while (isWanted)
  })().finally(() => {
    running = null
  })
  return running
}

async function exchangeAll(): Promise<void> {
  for (;;) {
    const account = readAccountHint()
    if (!account) return
    const writes = firstBatch(listOutbox(account.id), CHARACTERS_MAX)
    if (writes.length > 0 && readSyncState() === 'saved') setSyncState('sending')
    const outcome = await exchange(account.id, writes)
    if (outcome.state !== 'done') {
      failures += 1
      setSyncState(outcome.state)
      // A session does not come back by asking; the learner signs in, and this page or the next one goes on.
      if (outcome.state !== 'signed-out') plan(outcome.retryAfterMs ?? backoffMs())
      return
    }
    const left = new Set(listOutbox(account.id).map(({ id }) => id))
    if (writes.length > 0 && writes.every(({ id }) => left.has(id))) {
      // Neither taken nor refused: asking again at once would go on for ever.
      failures += 1
      setSyncState('away')
      plan(backoffMs())
      return
    }
    failures = 0
    if (left.size === 0) {
      setSyncState('saved')
      return
    }
    setSyncState('sending')
  }
}

async function exchange(accountId: string, writes: readonly ProgressWrite[]): Promise<Outcome> {
  const since = readRevision(accountId)
  const signal = AbortSignal.timeout(ANSWER_MS_MAX)
  const query = new URLSearchParams({ account: accountId, since: String(since) })
  try {
    const response = await (writes.length > 0
      ? fetch('/api/progress', { ...postOf({ account: accountId, since, writes: [...writes] }), signal })
      : fetch(`/api/progress?${query}`, { signal }))
    if (response.status === 401) return { state: 'signed-out' }
    const retryAfterSeconds = Number(response.headers.get('retry-after'))
    const away: Outcome = { state: 'away', ...(retryAfterSeconds > 0 ? { retryAfterMs: retryAfterSeconds * 1000 } : {}) }
    if (!response.ok) return away
    const reply = ExchangeReplySchema.safeParse(await response.json().catch(() => null))
    if (!reply.success) return away
    take(accountId, reply.data)
    return { state: 'done' }
  } catch {
    // What fetch throws is about the way to the site, our own deadline among it.
    return { state: signal.aborted ? 'away' : 'offline' }
  }
}

/** First what is acknowledged goes, then the account's word counts, then its number: whatever is cut off in between is done again to the same effect. */
function take(accountId: string, reply: ExchangeReply): void {
  removeFromOutbox(accountId, [...reply.applied, ...reply.refused.flatMap(({ id }) => id ?? [])])
  if (readAccountHint()?.id !== accountId) return
  lastNewsAt = Date.now()
  const pendingIds = new Set(listOutbox(accountId).map(({ id }) => id))
  const isNews = reply.isWhole || Object.keys(reply.lessons).length > 0 || Object.keys(reply.questions).length > 0
  if (isNews && shown) shown.replace(withAccountState(shown.read(), reply, pendingIds))
  writeRevision(accountId, reply.revision)
  if (reply.codeChanged.length > 0) for (const listener of codeListeners) listener(reply.codeChanged)
}

const postOf = (request: ExchangeRequest): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(request),
})

function firstBatch(writes: readonly ProgressWrite[], charactersMax: number): ProgressWrite[] {
  const batch: ProgressWrite[] = []
  let characters = 0
  for (const write of writes.slice(0, WRITES_MAX)) {
    characters += JSON.stringify(write).length
    if (batch.length > 0 && characters > charactersMax) break
    batch.push(write)
  }
  return batch
}

/** Among tabs the one that has the lock sends; the others look again later, when their work may be gone already. */
async function alone(work: () => Promise<void>): Promise<void> {
  const account = readAccountHint()
  if (!account) return
  if (!('locks' in navigator)) return work()
  await navigator.locks.request(accountKey(account.id, 'sending'), work)
}

function listen(): void {
  const retry = () => {
    failures = 0
    plan(0)
  }
  const look = () => {
    if (document.visibilityState === 'hidden') farewell()
    else if (Date.now() - lastNewsAt > NEWS_AFTER_MS || readSyncState() !== 'saved') retry()
  }
  addEventListener('online', retry)
  addEventListener('offline', () => {
    if (readSyncState() !== 'saved') setSyncState('offline')
  })
  addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  addEventListener('pagehide', farewell)
  addEventListener('storage', (event) => {
    const account = readAccountHint()
    if (account && event.key !== null && event.newValue !== null && isOutboxKey(account.id, event.key)) plan(GATHER_MS)
    // Signed in again in another tab.
    if (event.key === null || event.key === 'crumbtrail:account') plan(0)
  })
}

/** The page may not come back: what waits is sent without waiting for an answer. It stays kept, and is sent again if this one is lost. */
function farewell(): void {
  const account = readAccountHint()
  if (!account || readSyncState() === 'signed-out') return
  const writes = firstBatch(listOutbox(account.id), FAREWELL_CHARACTERS_MAX)
  if (writes.length === 0 || JSON.stringify(writes).length > 2 * FAREWELL_CHARACTERS_MAX) return
  fetch('/api/progress', { ...postOf({ account: account.id, since: readRevision(account.id), writes }), keepalive: true }).catch(() =>
    setSyncState('offline'),
  )
}

function backoffMs(): number {
  return Math.min(BACKOFF_MS.max, BACKOFF_MS.first * 2 ** (failures - 1)) * (0.75 + Math.random() / 2)
}

/** The account's revision that this browser's document is of; 0 when it has none, and all is fetched. */
function readRevision(accountId: string): number {
  try {
    const isHere = localStorage.getItem(accountKey(accountId, 'progress')) !== null
    const revision = Number(localStorage.getItem(accountKey(accountId, 'revision')))
    return isHere && Number.isSafeInteger(revision) && revision > 0 ? revision : 0
  } catch {
    return 0
  }
}

function writeRevision(accountId: string, revision: number): void {
  try {
    localStorage.setItem(accountKey(accountId, 'revision'), String(revision))
  } catch {
    // Without room for the number the whole state is fetched again, which changes nothing.
    return
  }
}
