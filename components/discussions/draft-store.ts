import { z } from 'zod/mini'
import { ACCOUNT_KEY } from '#components/accounts/account-hint.ts'

/*
 * What somebody has begun to write stays in this browser until the server has it. What is written with an account is kept under the account,
 * and goes with it when it signs out; what is written without one is kept without one.
 */

/** A text, what its post will be called, and (for an edit) the version that it began from. */
export type Draft = { text: string; clientId: string; version: string }

const DraftSchema = z.object({
  text: z.string().check(z.maxLength(100_000)),
  clientId: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  version: z.string().check(z.maxLength(40)),
})

function keyOf(accountId: string | null, composerKey: string): string {
  return accountId === null ? `crumbtrail:draft:${composerKey}` : `${ACCOUNT_KEY}:${accountId}:draft:${composerKey}`
}

/** The draft of this composer; null without one, for one that cannot be read, and where storage is closed to the page. */
export function readDraft(accountId: string | null, composerKey: string): Draft | null {
  try {
    const parsed = DraftSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(accountId, composerKey)) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Keeps the draft, or forgets it when its text is empty. Whether it could be kept. */
export function keepDraft(accountId: string | null, composerKey: string, draft: Draft): boolean {
  try {
    const key = keyOf(accountId, composerKey)
    if (draft.text.trim() === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function forgetDraft(accountId: string | null, composerKey: string): void {
  try {
    localStorage.removeItem(keyOf(accountId, composerKey))
  } catch {
    // Storage that is closed to the page holds no draft.
    return
  }
}
