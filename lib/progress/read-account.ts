import 'server-only'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import type { Result } from '#lib/result.ts'
import type { AccountState, LabState } from './exchange-contract.ts'
import { listLatestRuns, readLabState } from './kept-code-store.ts'
import type { Progress } from './progress-schema.ts'
import { EMPTY_PROGRESS } from './progress-schema.ts'
import { readAccountState } from './progress-store.ts'
import { withAccountState } from './write-rules.ts'

/** What changed in the viewer's account after a revision; the whole account from 0. */
export const readChanges = (viewer: Viewer, since: number): Promise<Result<AccountState, 'database-away'>> =>
  orDatabaseAway(() => readAccountState(viewer.id, since))

/** What the viewer's account keeps of one lab. */
export const readLab = (viewer: Viewer, lessonId: string): Promise<Result<LabState, 'database-away'>> =>
  orDatabaseAway(() => readLabState(viewer.id, lessonId))

/** The viewer's progress as a document, for pages. */
export function findProgress(viewer: Viewer): Promise<Result<Progress, 'database-away'>> {
  return orDatabaseAway(async () => withAccountState(EMPTY_PROGRESS, await readAccountState(viewer.id, 0)))
}

export type KeptRun = { id: string; lessonId: string; at: Date; outcome: string; durationMs: number }

/** The viewer's latest runs over all labs, latest first. */
export const listRuns = (viewer: Viewer, count: number): Promise<Result<KeptRun[], 'database-away'>> =>
  orDatabaseAway(() => listLatestRuns(viewer.id, count))
