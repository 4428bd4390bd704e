import 'server-only'
import type { Viewer } from '#lib/accounts/viewer.ts'
import { orDatabaseAway } from '#lib/db.ts'
import { findLessonById, findQuestion } from '#lib/lessons/lesson-catalogue.ts'
import { failure, type Result, success } from '#lib/result.ts'
import { applyCode, applyRun } from './apply-code.ts'
import { applyToSteps, type CheckedWrite } from './apply-to-steps.ts'
import type { Refused } from './exchange-contract.ts'
import { judgeAnswer } from './judge-answer.ts'
import { verifyPass } from './pass-receipt.ts'
import type { Attempt } from './progress-schema.ts'
import { claimWrites, findRegistered, forgetAppliedWrites, noteHint, withLearnerRows } from './progress-store.ts'
import { PASS_RECEIPT_EXPECTED, type ProgressWrite, ProgressWriteSchema, stampOf } from './write-schema.ts'

export type Recorded = { applied: string[]; refused: Refused[] }

/** Browsers give up sending long before; what comes later is still applied to the same effect, because merging twice changes nothing. */
const APPLIED_KEPT_DAYS = 60
const DAY_MS = 86_400_000

/**
 * Applies writes to a learner's account, each exactly once however often and in whatever order it comes, all or none of those that make sense; times in
 * the future become `now`. `refused` names the others with field and expectation. `database-away`: nothing was applied, or it is not known; send again.
 */
export async function recordWrites(viewer: Viewer, given: readonly unknown[], now: Date): Promise<Result<Recorded, 'database-away'>> {
  const refused: Refused[] = []
  const parsed = given.flatMap((item) => {
    const write = ProgressWriteSchema.safeParse(item)
    if (write.success) return [clamped(write.data, now)]
    const [issue] = write.error.issues
    refused.push({ id: idOf(item), field: issue?.path.join('.') ?? '', message: issue?.message ?? 'expected a write' })
    return []
  })
  const done = await orDatabaseAway(async () => {
    const checked = await checkWrites(parsed, refused)
    if (checked.isUnregistered) return null
    if (checked.writes.length > 0) await apply(viewer, checked.writes, now)
    return { applied: checked.writes.map(({ id }) => id), refused }
  })
  if (!done.ok) return done
  // The course is written into the register when the site starts, and nothing can point to it before.
  return done.value === null ? failure('database-away') : success(done.value)
}

async function apply(viewer: Viewer, writes: readonly CheckedWrite[], now: Date): Promise<void> {
  await withLearnerRows(viewer.id, async (rows) => {
    const claimed = await claimWrites(
      rows,
      writes.map(({ id }) => id),
    )
    // A write that is twice in one message counts once as well.
    const fresh = writes.filter(({ id }) => claimed.delete(id))
    await applyToSteps(rows, fresh)
    for (const write of fresh) {
      if (write.kind === 'hint') await noteHint(rows, { lessonId: write.lessonId, hintId: write.hintId, at: write.at })
      if (write.kind === 'run') await applyRun(rows, write)
      if (write.kind === 'code') await applyCode(rows, write)
    }
    if (rows.revision % 100 === 0) await forgetAppliedWrites(rows, new Date(now.getTime() - APPLIED_KEPT_DAYS * DAY_MS))
  })
}

/** Writes about lessons and questions that were once published, answers judged and passes proved; the others join `refused`. */
async function checkWrites(writes: readonly ProgressWrite[], refused: Refused[]): Promise<{ writes: CheckedWrite[]; isUnregistered: boolean }> {
  const registered = await findRegistered(
    [...new Set(writes.flatMap((write) => ('lessonId' in write ? [write.lessonId] : [])))],
    [...new Set(writes.flatMap((write) => (write.kind === 'answer' ? [write.questionId] : [])))],
  )
  const checked: CheckedWrite[] = []
  let isUnregistered = false
  for (const write of writes) {
    if (write.kind !== 'answer') {
      if (write.kind === 'passed' && !verifyPass(write.receipt, write))
        refused.push({ id: write.id, field: 'receipt', message: PASS_RECEIPT_EXPECTED })
      else if (registered.lessonIds.has(write.lessonId)) checked.push(write)
      else if (await findLessonById(write.lessonId)) isUnregistered = true
      else refused.push({ id: write.id, field: 'lessonId', message: 'there is no such lesson' })
      continue
    }
    const lessonId = registered.lessonOfQuestion.get(write.questionId)
    if (lessonId === undefined) {
      if (await findQuestion(write.questionId)) isUnregistered = true
      else refused.push({ id: write.id, field: 'questionId', message: 'there is no such question' })
      continue
    }
    const judged = await judgeAnswer(write)
    if (!judged.ok) {
      refused.push({ id: write.id, field: judged.field, message: judged.message })
      continue
    }
    const { answer, verdict, contentVersion } = judged
    const attempt: Attempt = { ...stampOf(write), answer, verdict, contentVersion, receipt: '' }
    checked.push({ kind: 'answer', ...stampOf(write), questionId: write.questionId, lessonId, attempt })
  }
  return { writes: checked, isUnregistered }
}

/** A browser whose clock is ahead must not win against what is written later. The time of a pass is the site's own, and signed. */
function clamped(write: ProgressWrite, now: Date): ProgressWrite {
  const at = write.kind === 'passed' ? Date.parse(write.at) : Math.min(Date.parse(write.at), now.getTime())
  return { ...write, id: write.id.toLowerCase(), at: new Date(at).toISOString() }
}

function idOf(item: unknown): string | null {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id.slice(0, 64) : null
}
