import { ACCOUNT_KEY } from '#components/accounts/account-hint.ts'
import { compareWrites } from '#lib/progress/merge-rules.ts'
import { type ProgressWrite, ProgressWriteSchema } from '#lib/progress/write-schema.ts'

/*
 * Writes that the account has not acknowledged yet. Each has a key of its own in this browser's storage: two tabs that add and remove at the same
 * moment cannot take each other's away, as they could in one common list.
 */

/** Where something of an account is kept in this browser; all of it goes at sign-out. */
export const accountKey = (accountId: string, name: string): string => `${ACCOUNT_KEY}:${accountId}:${name}`

const prefixOf = (accountId: string) => accountKey(accountId, 'outbox:')

/** What storage had no room for: it is sent from here as long as the page stands. By account, then by id. */
const unstored = new Map<string, Map<string, ProgressWrite>>()

/** Keeps writes until they are acknowledged. Of one statement about one thing only the newest needs to arrive. Whether all could be stored. */
export function addToOutbox(accountId: string, writes: readonly ProgressWrite[]): boolean {
  let isStored = true
  for (const write of writes) {
    try {
      localStorage.setItem(prefixOf(accountId) + write.id, JSON.stringify(write))
    } catch {
      isStored = false
      const kept = unstored.get(accountId) ?? new Map<string, ProgressWrite>()
      unstored.set(accountId, kept.set(write.id, write))
    }
  }
  const overtaken = listOutbox(accountId).filter((old) => writes.some((write) => write.id !== old.id && isOvertaken(old, write)))
  removeFromOutbox(
    accountId,
    overtaken.map(({ id }) => id),
  )
  return isStored
}

/** In the order in which they were made. What storage holds under our keys and is no write is left out. */
export function listOutbox(accountId: string): ProgressWrite[] {
  const prefix = prefixOf(accountId)
  const stored = storageKeys()
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const write = ProgressWriteSchema.safeParse(parsed(localStorage.getItem(key)))
      return write.success ? [write.data] : []
    })
  return [...stored, ...(unstored.get(accountId)?.values() ?? [])].toSorted(compareWrites)
}

export function removeFromOutbox(accountId: string, ids: readonly string[]): void {
  for (const id of ids) {
    unstored.get(accountId)?.delete(id)
    try {
      localStorage.removeItem(prefixOf(accountId) + id)
    } catch {
      // Storage that is closed to the page holds none of them.
      return
    }
  }
}

/** Whether a key of a storage event is about this account's outbox. */
export const isOutboxKey = (accountId: string, key: string): boolean => key.startsWith(prefixOf(accountId))

function isOvertaken(old: ProgressWrite, write: ProgressWrite): boolean {
  const [mine, theirs] = [subjectOf(old), subjectOf(write)]
  return mine !== null && mine === theirs && compareWrites(old, write) < 0
}

/** What a write is the newest word about; null when each counts for itself. */
function subjectOf(write: ProgressWrite): string | null {
  switch (write.kind) {
    case 'opened':
    case 'marked':
    case 'confidence':
      return `${write.kind} ${write.lessonId}`
    case 'code':
      return `code ${write.lessonId} ${write.path}`
    default:
      return null
  }
}

function storageKeys(): string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
  } catch {
    return []
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
