import 'server-only'
import { db } from '#lib/db.ts'
import { COPIES_KEPT_MAX, type CodeVersion, RUNS_KEPT_MAX } from './code-version-rules.ts'
import type { LabState } from './exchange-contract.ts'
import type { LearnerRows } from './progress-store.ts'

const FILE_FIELDS = { path: true, versionId: true, at: true, deviceId: true, content: true, contentVersion: true, starter: true } as const

/** The newest version of a file; null when it was never edited. */
export async function findVersion({ transaction, userId }: LearnerRows, lessonId: string, path: string): Promise<CodeVersion | null> {
  const row = await transaction.codeFile.findUnique({ where: { userId_lessonId_path: { userId, lessonId, path } }, select: FILE_FIELDS })
  if (!row) return null
  const { versionId, at, path: _path, ...version } = row
  return { id: versionId, at: at.toISOString(), ...version }
}

/** How many files of a lab are kept. */
export function countFiles({ transaction, userId }: LearnerRows, lessonId: string): Promise<number> {
  return transaction.codeFile.count({ where: { userId, lessonId } })
}

export async function writeVersion(
  { transaction, userId, revision }: LearnerRows,
  lessonId: string,
  path: string,
  version: CodeVersion,
): Promise<void> {
  const { id, ...rest } = version
  const data = { ...rest, versionId: id, revision }
  await transaction.codeFile.upsert({
    where: { userId_lessonId_path: { userId, lessonId, path } },
    create: { userId, lessonId, path, ...data },
    update: data,
    select: { path: true },
  })
}

/** Keeps a version that lost; the oldest copies of the lab go when there are too many. */
export async function addCopy({ transaction, userId, revision }: LearnerRows, lessonId: string, path: string, copy: CodeVersion): Promise<void> {
  const { id, at, content } = copy
  if (content === null) return
  await transaction.codeCopy.createMany({ data: [{ userId, lessonId, path, id, at, content }], skipDuplicates: true })
  const over = await transaction.codeCopy.findMany({
    where: { userId, lessonId },
    orderBy: { at: 'desc' },
    skip: COPIES_KEPT_MAX,
    select: { id: true },
  })
  if (over.length > 0) await transaction.codeCopy.deleteMany({ where: { userId, id: { in: over.map((row) => row.id) } } })
  // A lab whose copies changed is read again by other browsers, as one whose files did.
  await transaction.codeFile.updateMany({ where: { userId, lessonId, path }, data: { revision } })
}

/** Keeps a run; the oldest runs of the lab go when there are too many. */
export async function addRun(
  { transaction, userId }: LearnerRows,
  run: { id: string; lessonId: string; at: string; outcome: string; durationMs: number },
): Promise<void> {
  await transaction.runRecord.createMany({ data: [{ ...run, userId }], skipDuplicates: true })
  const over = await transaction.runRecord.findMany({
    where: { userId, lessonId: run.lessonId },
    orderBy: { at: 'desc' },
    skip: RUNS_KEPT_MAX,
    select: { id: true },
  })
  if (over.length > 0) await transaction.runRecord.deleteMany({ where: { userId, id: { in: over.map(({ id }) => id) } } })
}

/** What is kept of one lab; empty lists when there is nothing. */
export async function readLabState(userId: string, lessonId: string): Promise<LabState> {
  const where = { userId, lessonId }
  const [files, copies, runs] = await Promise.all([
    db().codeFile.findMany({ where, orderBy: { at: 'desc' }, select: FILE_FIELDS }),
    db().codeCopy.findMany({ where, orderBy: { at: 'desc' }, select: { id: true, path: true, at: true, content: true } }),
    db().runRecord.findMany({ where, orderBy: { at: 'desc' }, select: { id: true, at: true, outcome: true, durationMs: true } }),
  ])
  const withText = <Row extends { at: Date }>(row: Row) => ({ ...row, at: row.at.toISOString() })
  return { files: files.map(withText), copies: copies.map(withText), runs: runs.map(withText) }
}

/** The latest runs of a learner over all labs. */
export async function listLatestRuns(
  userId: string,
  count: number,
): Promise<{ id: string; lessonId: string; at: Date; outcome: string; durationMs: number }[]> {
  return db().runRecord.findMany({
    where: { userId },
    orderBy: { at: 'desc' },
    take: count,
    select: { id: true, lessonId: true, at: true, outcome: true, durationMs: true },
  })
}
