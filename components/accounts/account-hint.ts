'use client'

import { useSyncExternalStore } from 'react'
import { z } from 'zod/mini'

/*
 * Pages that are the same for everybody cannot know who reads them. A browser that is signed in therefore keeps a hint of its own:
 * a name to show, and an id under which local work is kept. The hint opens nothing; the server asks for the session every time.
 */

/** Every key that belongs to the account begins with this, and goes with it. */
export const ACCOUNT_KEY = 'crumbtrail:account'

const AccountHintSchema = z.object({ id: z.string().check(z.minLength(1), z.maxLength(64)), displayName: z.string().check(z.maxLength(200)) })

export type AccountHint = z.output<typeof AccountHintSchema>

/** The account that this browser thinks it is signed in with; null without one, and where storage is closed to the page. */
export function readAccountHint(): AccountHint | null {
  return parseHint(storedHint())
}

/**
 * Keeps the hint. Only one account at a time has anything in this browser: what was left here by another one (whose session ended by itself, so
 * that nobody signed out) goes now. Whether the hint could be kept.
 */
export function writeAccountHint({ id, displayName }: AccountHint): boolean {
  try {
    removeKeys((key) => key.startsWith(`${ACCOUNT_KEY}:`) && !key.startsWith(`${ACCOUNT_KEY}:${id}:`))
    localStorage.setItem(ACCOUNT_KEY, JSON.stringify({ id, displayName }))
  } catch {
    return false
  }
  announce()
  return true
}

/** Removes the hint and everything that is kept under the account's keys; what was written without an account stays. */
export function forgetAccount(): void {
  try {
    removeKeys((key) => key === ACCOUNT_KEY || key.startsWith(`${ACCOUNT_KEY}:`))
  } catch {
    // Storage that is closed to the page holds nothing to remove.
    return
  }
  announce()
}

function removeKeys(isMeant: (key: string) => boolean): void {
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index))
  for (const key of keys) if (key !== null && isMeant(key)) localStorage.removeItem(key)
}

/** The hint as React sees it: unknown (`isKnown: false`) until the page is hydrated, then in step with every tab of this browser. */
export function useAccountHint(): { isKnown: boolean; account: AccountHint | null } {
  const stored = useSyncExternalStore(subscribe, storedHint, () => undefined)
  return { isKnown: stored !== undefined, account: stored === undefined ? null : memoised(stored) }
}

const listeners = new Set<() => void>()
let last: { text: string | null; hint: AccountHint | null } = { text: null, hint: null }

function memoised(text: string | null): AccountHint | null {
  if (last.text !== text) last = { text, hint: parseHint(text) }
  return last.hint
}

function parseHint(text: string | null): AccountHint | null {
  if (text === null) return null
  try {
    const parsed = AccountHintSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function storedHint(): string | null {
  try {
    return localStorage.getItem(ACCOUNT_KEY)
  } catch {
    return null
  }
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === null || event.key === ACCOUNT_KEY) listener()
  }
  listeners.add(listener)
  addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', onStorage)
  }
}

function announce(): void {
  for (const listener of listeners) listener()
}
