import { compareWrites } from './merge-rules.ts'
import type { Write } from './progress-schema.ts'

/** One version of one file. `content` null: as in the starter. */
export type CodeVersion = Write & { deviceId: string; content: string | null; contentVersion: string; starter: string }

/** Versions of one lab's files that lost, kept to be looked at and restored: more than anyone compares. */
export const COPIES_KEPT_MAX = 20
/** Runs of one lab that are kept. */
export const RUNS_KEPT_MAX = 50
/** Files of one lab that are kept, with those that its starter no longer has. */
export const FILES_KEPT_MAX = 40

/**
 * Which of two versions is the file's now, and the other when its text would be lost with it. A version that was written over the current one
 * (`base`), or in the same browser later, follows it and leaves no copy; between versions that do not know of each other the later one wins.
 */
export function decideVersion(
  current: CodeVersion | null,
  incoming: CodeVersion & { base: string | null },
): { winner: CodeVersion; copy: CodeVersion | null } {
  const { base, ...version } = incoming
  if (!current || current.id === version.id) return { winner: current ?? version, copy: null }
  const isLater = compareWrites(version, current) > 0
  // A clock that is behind must not undo what was written over something that it had seen.
  if (base === current.id) return { winner: isLater ? version : { ...version, at: current.at }, copy: null }
  const [winner, loser] = isLater ? [version, current] : [current, version]
  const isCovered = current.deviceId === version.deviceId || loser.content === null || loser.content === winner.content
  return { winner, copy: isCovered ? null : loser }
}
