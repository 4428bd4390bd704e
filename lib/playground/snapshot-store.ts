import 'server-only'
import { db } from '#lib/db.ts'
import { failure, type Result, success } from '#lib/result.ts'
import { type SnapshotFile, SnapshotFilesSchema } from './snapshot-schema.ts'

/** The files of a playground as somebody shared them. */
export type Snapshot = { id: string; lessonId: string; contentVersion: string; files: SnapshotFile[]; createdAt: Date }

/** Writes a snapshot. `unknown-lesson`: the register has no lesson of this id. */
export async function createSnapshotRow(snapshot: Omit<Snapshot, 'createdAt'>): Promise<Result<null, 'unknown-lesson'>> {
  try {
    await db().snapshot.create({ data: snapshot, select: { id: true } })
    return success(null)
  } catch (error) {
    if (isMissingLesson(error)) return failure('unknown-lesson')
    throw error
  }
}

/** The snapshot of this id; null when there is none. Files that are no longer what a playground takes are an error of ours and throw. */
export async function findSnapshot(id: string): Promise<Snapshot | null> {
  const row = await db().snapshot.findUnique({
    where: { id },
    select: { id: true, lessonId: true, contentVersion: true, files: true, createdAt: true },
  })
  return row && { ...row, files: SnapshotFilesSchema.parse(row.files) }
}

/** The foreign key of the lesson is the only one that a snapshot has. */
function isMissingLesson(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2003'
}
