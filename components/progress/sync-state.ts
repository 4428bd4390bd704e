/**
 * How it stands with the account: `saved` when it has everything; else what is not sent yet is kept here and is being `sending`, or waits because the
 * browser is `offline`, the site is `away` (busy, or without its database), or the session is over (`signed-out`).
 */
export type SyncState = 'saved' | 'sending' | 'offline' | 'away' | 'signed-out'

let state: SyncState = 'saved'
const listeners = new Set<() => void>()

export const readSyncState = (): SyncState => state

export function setSyncState(next: SyncState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

export function subscribeSyncState(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
