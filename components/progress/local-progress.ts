'use client'

import { useSyncExternalStore } from 'react'
import { ACCOUNT_KEY, readAccountHint } from '#components/accounts/account-hint.ts'
import { accountKey, addToOutbox } from '#components/progress/outbox.ts'
import { type ShownDocument, wakeEngine } from '#components/progress/sync-engine.ts'
import { readSyncState, type SyncState, setSyncState, subscribeSyncState } from '#components/progress/sync-state.ts'
import { EMPTY_PROGRESS, type Progress, readProgress, writeProgress } from '#lib/progress/progress-schema.ts'
import { writesBetween } from '#lib/progress/write-rules.ts'
import type { ProgressWrite } from '#lib/progress/write-schema.ts'

/** What was done without an account; it stays apart until its learner says that it belongs to one. */
export const ANONYMOUS_KEY = 'crumbtrail:progress'

/**
 * Whether what is written lasts: `kept` in this browser; not at all, because storage is `closed` to the page, `full`, or holds the document of a
 * `newer` version of the site. Then it lasts until the page is left. With an account: how far it is on its way there.
 */
export type Keeping = 'kept' | 'closed' | 'full' | 'newer' | SyncState

/** `isKnown` is false on the server and until the browser's own state has been read: draw what says nothing about the learner. */
export type LocalProgress = { isKnown: boolean; progress: Progress; keeping: Keeping }

const UNKNOWN: LocalProgress = { isKnown: false, progress: EMPTY_PROGRESS, keeping: 'kept' }

const listeners = new Set<() => void>()
/** The account whose work this page shows; null without one. Everything below is about its document. */
let currentAccount: string | null = null
/** The stored text behind `current`; undefined before the first reading. */
let currentText: string | null | undefined
/** A stored text of which parts could not be read; kept aside by the next write. */
let damagedText: string | null = null
let current: LocalProgress = UNKNOWN

/** What this browser knows of its learner, following every change in this and other tabs. */
export function useLocalProgress(): LocalProgress {
  return useSyncExternalStore(subscribe, readLocalProgress, () => UNKNOWN)
}

/** Applies a change to the newest stored state, stores it, and tells everyone who shows it. With an account it is also sent there. Says whether it lasts. */
export function changeLocalProgress(change: (progress: Progress) => Progress): Keeping {
  const before = readLocalProgress()
  const progress = change(before.progress)
  if (progress === before.progress) return before.keeping
  // First what is to be sent: the account can give the document back, but not the other way round.
  if (currentAccount !== null) sendToAccount(writesBetween(before.progress, progress))
  replaceLocalProgress(progress)
  return current.keeping
}

/** Has writes sent to the account that this browser is signed in with; without one they go nowhere. */
export function sendToAccount(writes: readonly ProgressWrite[]): void {
  const account = readAccountHint()
  if (!account || writes.length === 0) return
  addToOutbox(account.id, writes)
  if (readSyncState() === 'saved') setSyncState('sending')
  wakeEngine(shownDocument)
}

/** Stores a document as the newest without sending anything of it. */
export function replaceLocalProgress(progress: Progress): void {
  const before = readLocalProgress()
  current = { isKnown: true, progress, keeping: before.keeping === 'newer' ? 'newer' : store(progress) }
  current = withSyncState(current)
  for (const listener of listeners) listener()
}

/** For those who send and fetch. */
export const shownDocument: ShownDocument = { read: () => readLocalProgress().progress, replace: replaceLocalProgress }

/** The state as it is now; the same object as long as nothing changed. */
export function readLocalProgress(): LocalProgress {
  const account = readAccountHint()?.id ?? null
  if (account !== currentAccount) {
    currentAccount = account
    currentText = undefined
    damagedText = null
    current = UNKNOWN
  }
  const text = readStored()
  if (text === undefined) {
    // What this page holds is then the newest there is.
    if (!current.isKnown || current.keeping !== 'closed') current = { ...current, isKnown: true, keeping: 'closed' }
  } else if (text !== currentText) {
    const read = readProgress(text)
    current = read.state === 'newer' ? { ...current, isKnown: true, keeping: 'newer' } : { isKnown: true, progress: read.progress, keeping: 'kept' }
    damagedText = read.state === 'read' && read.lost ? text : null
    currentText = text
  }
  current = withSyncState(current)
  return current
}

/** With an account, what is kept here is on its way, and that is what counts. */
function withSyncState(state: LocalProgress): LocalProgress {
  if (currentAccount === null || state.keeping === 'closed' || state.keeping === 'newer') return state
  const sync = readSyncState()
  const keeping = state.keeping === 'full' && sync !== 'saved' ? 'full' : sync
  return keeping === state.keeping ? state : { ...state, keeping }
}

const storageKey = () => (currentAccount === null ? ANONYMOUS_KEY : accountKey(currentAccount, 'progress'))

/** The stored text; undefined when storage is closed to the page. */
function readStored(): string | null | undefined {
  try {
    return localStorage.getItem(storageKey())
  } catch {
    return undefined
  }
}

function store(progress: Progress): Keeping {
  const text = writeProgress(progress)
  const key = storageKey()
  try {
    // Where a document goes that could not be read whole, before it is written over.
    if (damagedText !== null) localStorage.setItem(`${key}-damaged`, damagedText)
    damagedText = null
    localStorage.setItem(key, text)
    currentText = text
    return 'kept'
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed'
  }
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === null || event.key === ACCOUNT_KEY || event.key === storageKey()) listener()
  }
  listeners.add(listener)
  addEventListener('storage', onStorage)
  const unsubscribe = subscribeSyncState(listener)
  if (readAccountHint()) wakeEngine(shownDocument)
  return () => {
    listeners.delete(listener)
    unsubscribe()
    removeEventListener('storage', onStorage)
  }
}
