import 'server-only'
import { decideVersion, FILES_KEPT_MAX } from './code-version-rules.ts'
import { addCopy, addRun, countFiles, findVersion, writeVersion } from './kept-code-store.ts'
import type { LearnerRows } from './progress-store.ts'
import type { WriteOf } from './write-schema.ts'

/** Takes one version of one file: it becomes the file's, or is kept as a copy, or makes a copy of the one before. */
export async function applyCode(rows: LearnerRows, write: WriteOf<'code'>): Promise<void> {
  const { id, at, lessonId, path, content, contentVersion, starter, base, device } = write
  const current = await findVersion(rows, lessonId, path)
  // More files than any lab has, made up by somebody: their text stays in the browser that made them up.
  if (!current && (await countFiles(rows, lessonId)) >= FILES_KEPT_MAX) return
  const { winner, copy } = decideVersion(current, { id, at, content, contentVersion, starter, base, deviceId: device })
  if (winner !== current) await writeVersion(rows, lessonId, path, winner)
  if (copy) await addCopy(rows, lessonId, path, copy)
}

/** Notes a run of the learner's code. */
export async function applyRun(rows: LearnerRows, { id, at, lessonId, outcome, durationMs }: WriteOf<'run'>): Promise<void> {
  await addRun(rows, { id, at, lessonId, outcome, durationMs })
}
