'use client'

import { useSyncExternalStore } from 'react'
import { EMPTY_PROGRESS, type Progress, readProgress, type Write, writeProgress } from '#lib/progress/progress-schema.ts'

const KEY = 'crumbtrail:progress'
/** Where a document goes that could not be read whole, before it is written over. */
const DAMAGED_KEY = 'crumbtrail:progress-damaged'

/**
 * Whether what is written lasts: `kept` in this browser; not at all, because storage is `closed` to the page, `full`, or holds the document of a
 * `newer` version of the site. Then it lasts until the page is left.
 */
export type Keeping = 'kept' | 'closed' | 'full' | 'newer'

/** `isKnown` is false on the server and until the browser's own state has been read: draw what says nothing about the learner. */
export type LocalProgress = { isKnown: boolean; progress: Progress; keeping: Keeping }

const UNKNOWN: LocalProgress = { isKnown: false, progress: EMPTY_PROGRESS, keeping: 'kept' }

const listeners = new Set<() => void>()
/** The stored text behind `current`; undefined before the first reading. */
let currentText: string | null | undefined
/** A stored text of which parts could not be read; kept aside by the next write. */
let damagedText: string | null = null
let current: LocalProgress = UNKNOWN

/** What this browser knows of its learner, following every change in this and other tabs. */
export function useLocalProgress(): LocalProgress {
  return useSyncExternalStore(subscribe, readLocalProgress, () => UNKNOWN)
}

/** Applies a change to the newest stored state, stores it, and tells everyone who shows it. Says whether it lasts. */
export function changeLocalProgress(change: (progress: Progress) => Progress): Keeping {
  const before = readLocalProgress()
  const progress = change(before.progress)
  if (progress === before.progress) return before.keeping
  current = { isKnown: true, progress, keeping: before.keeping === 'newer' ? 'newer' : store(progress) }
  for (const listener of listeners) listener()
  return current.keeping
}

/** The identity of one write: made once, kept with it for good. */
export function newWrite(): Write {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  // crypto.randomUUID would do, but not on a plain-http address other than localhost.
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return { id, at: new Date().toISOString() }
}

/** The state as it is now; the same object as long as nothing changed. */
export function readLocalProgress(): LocalProgress {
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
  return current
}

/** The stored text; undefined when storage is closed to the page. */
function readStored(): string | null | undefined {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return undefined
  }
}

function store(progress: Progress): Keeping {
  const text = writeProgress(progress)
  try {
    if (damagedText !== null) localStorage.setItem(DAMAGED_KEY, damagedText)
    damagedText = null
    localStorage.setItem(KEY, text)
    currentText = text
    return 'kept'
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed'
  }
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) listener()
  }
  listeners.add(listener)
  addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', onStorage)
  }
}
