import { readAccountHint } from '#components/accounts/account-hint.ts'
import { shownDocument } from '#components/progress/local-progress.ts'
import { listOutbox } from '#components/progress/outbox.ts'
import { loadEngine } from '#components/progress/sync-engine.ts'

/** How many things that were done in this browser the account does not have yet. They would go with a sign-out. */
export function countUnsentWork(): number {
  const account = readAccountHint()
  return account ? listOutbox(account.id).length : 0
}

/** Tries once to send all of it; how many things are left (0: a sign-out loses nothing). Never throws. */
export async function sendUnsentWork(): Promise<number> {
  if (countUnsentWork() === 0) return 0
  try {
    const { sendAll } = await loadEngine()
    return await sendAll(shownDocument)
  } catch {
    return countUnsentWork()
  }
}
