import { setSyncState } from '#components/progress/sync-state.ts'
import type { Progress } from '#lib/progress/progress-schema.ts'

/** The document that the page shows, as the engine needs it. */
export type ShownDocument = { read: () => Progress; replace: (progress: Progress) => void }

type Engine = typeof import('./account-sync.ts')
let engine: Promise<Engine> | null = null

/** The part that talks to the site. Only browsers with an account load it. */
export function loadEngine(): Promise<Engine> {
  engine ??= import('./account-sync.ts').catch((error: unknown) => {
    engine = null
    throw error
  })
  return engine
}

/** Has the account's work sent soon, and what is new fetched; says so when not even that can be loaded. */
export function wakeEngine(shown: ShownDocument): void {
  loadEngine().then(
    ({ startSending }) => startSending(shown),
    () => setSyncState('offline'),
  )
}
