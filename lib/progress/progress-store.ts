import 'server-only'
import { db, retryOnConflict } from '#lib/db.ts'
import { AnswerSchema } from '#lib/quizzes/answer-schema.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { AccountState } from './exchange-contract.ts'
import { type Attempt, CONFIDENCE_LEVELS, type LessonProgress, type Write } from './progress-schema.ts'

/** A row of one learner and lesson: what a document says of it, and whether its completion is shown by answers and a pass that are kept. */
export type KeptStep = LessonProgress & { isProven: boolean }

/** One learner's rows, locked until the work on them is done. */
export type LearnerRows = { transaction: Prisma.TransactionClient; userId: string; revision: number }

const TRANSACTION_MS_MAX = 10_000
const WAIT_MS_MAX = 3000

/**
 * Does all of the work or none, alone among the writes of this learner: the next one waits on the head row. `revision` is the number of this change.
 * Throws Prisma's P2003 when there is no such user any more.
 */
export function withLearnerRows<Value>(userId: string, work: (rows: LearnerRows) => Promise<Value>): Promise<Value> {
  const run = () =>
    db().$transaction(
      async (transaction) => {
        const [head] = await transaction.$queryRaw<{ revision: number }[]>`
          INSERT INTO "ProgressHead" ("userId", "revision") VALUES (${userId}::uuid, 1)
          ON CONFLICT ("userId") DO UPDATE SET "revision" = "ProgressHead"."revision" + 1 RETURNING "revision"`
        if (!head) throw new Error('the head row of a learner was not written')
        return work({ transaction, userId, revision: head.revision })
      },
      { timeout: TRANSACTION_MS_MAX, maxWait: WAIT_MS_MAX },
    )
  return retryOnConflict(run)
}

/** Of these writes those that were never applied for this learner; from now on they were. */
export async function claimWrites({ transaction, userId }: LearnerRows, ids: readonly string[]): Promise<Set<string>> {
  const claimed = await transaction.$queryRaw<{ id: string }[]>`
    INSERT INTO "AppliedWrite" ("userId", "id") SELECT ${userId}::uuid, unnest(${[...new Set(ids)]}::uuid[])
    ON CONFLICT DO NOTHING RETURNING "id"`
  return new Set(claimed.map(({ id }) => id))
}

/** Which of these writes were applied for a learner. */
export async function findApplied(userId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db().appliedWrite.findMany({ where: { userId, id: { in: [...ids] } }, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}

/** Forgets which writes were applied before this time. */
export async function forgetAppliedWrites({ transaction, userId }: LearnerRows, before: Date): Promise<void> {
  await transaction.appliedWrite.deleteMany({ where: { userId, appliedAt: { lt: before } } })
}

/** Which of these lessons and questions were ever published; a question with its lesson. */
export async function findRegistered(
  lessonIds: readonly string[],
  questionIds: readonly string[],
): Promise<{ lessonIds: Set<string>; lessonOfQuestion: Map<string, string> }> {
  const [lessons, questions] = await Promise.all([
    lessonIds.length > 0 ? db().lesson.findMany({ where: { id: { in: [...lessonIds] } }, select: { id: true } }) : [],
    questionIds.length > 0 ? db().question.findMany({ where: { id: { in: [...questionIds] } }, select: { id: true, lessonId: true } }) : [],
  ])
  return { lessonIds: new Set(lessons.map(({ id }) => id)), lessonOfQuestion: new Map(questions.map(({ id, lessonId }) => [id, lessonId])) }
}

const STEP_FIELDS = {
  lessonId: true,
  openedId: true,
  openedAt: true,
  completedId: true,
  completedAt: true,
  completedProven: true,
  passedId: true,
  passedAt: true,
  passedVersion: true,
  markedId: true,
  markedAt: true,
  markedDone: true,
  confidenceId: true,
  confidenceAt: true,
  confidence: true,
} as const
type StepRow = Prisma.StepProgressGetPayload<{ select: typeof STEP_FIELDS }>

export async function readSteps({ transaction, userId }: LearnerRows, lessonIds: readonly string[]): Promise<Map<string, KeptStep>> {
  const rows = await transaction.stepProgress.findMany({ where: { userId, lessonId: { in: [...lessonIds] } }, select: STEP_FIELDS })
  return new Map(rows.map((row) => [row.lessonId, toStep(row)]))
}

export async function writeStep({ transaction, userId, revision }: LearnerRows, lessonId: string, step: KeptStep): Promise<void> {
  const { opened, completed, passed, marked, confidence } = step
  const data = {
    openedId: opened?.id ?? null,
    openedAt: opened?.at ?? null,
    completedId: completed?.id ?? null,
    completedAt: completed?.at ?? null,
    completedProven: step.isProven,
    passedId: passed?.id ?? null,
    passedAt: passed?.at ?? null,
    passedVersion: passed?.contentVersion ?? null,
    markedId: marked?.id ?? null,
    markedAt: marked?.at ?? null,
    markedDone: marked?.done ?? null,
    confidenceId: confidence?.id ?? null,
    confidenceAt: confidence?.at ?? null,
    confidence: confidence?.level ?? null,
    revision,
  }
  await transaction.stepProgress.upsert({
    where: { userId_lessonId: { userId, lessonId } },
    create: { userId, lessonId, ...data },
    update: data,
    select: { lessonId: true },
  })
}

const ATTEMPT_FIELDS = { id: true, questionId: true, contentVersion: true, answer: true, verdict: true, at: true } as const
type AttemptRow = Prisma.AttemptGetPayload<{ select: typeof ATTEMPT_FIELDS }>

/** By question, in the order in which they were made; a question without any has no entry. */
export async function readAttempts({ transaction, userId }: LearnerRows, questionIds: readonly string[]): Promise<Record<string, Attempt[]>> {
  const rows = await transaction.attempt.findMany({ where: { userId, questionId: { in: [...questionIds] } }, select: ATTEMPT_FIELDS })
  return groupAttempts(rows)
}

/** Adds attempts to a question and takes those away that are over its bound. */
export async function changeAttempts(
  { transaction, userId, revision }: LearnerRows,
  questionId: string,
  added: readonly Attempt[],
  goneIds: readonly string[],
): Promise<void> {
  const rows = added.map(({ id, at, contentVersion, answer, verdict }) => ({ id, at, contentVersion, answer, verdict, userId, questionId, revision }))
  await transaction.attempt.createMany({ data: rows, skipDuplicates: true })
  if (goneIds.length > 0) await transaction.attempt.deleteMany({ where: { userId, id: { in: [...goneIds] } } })
}

/** More hints than any lab has; more than that were made up. */
const HINTS_KEPT_MAX = 40

/** Notes that a hint was opened; only the first time counts, and of one lab no more than a lab can have. */
export async function noteHint(
  { transaction, userId, revision }: LearnerRows,
  hint: { lessonId: string; hintId: string; at: string },
): Promise<void> {
  if ((await transaction.hintUsed.count({ where: { userId, lessonId: hint.lessonId } })) >= HINTS_KEPT_MAX) return
  await transaction.hintUsed.createMany({ data: [{ ...hint, userId, revision }], skipDuplicates: true })
}

/** Everything of an account that changed after `since`; from 0, or from a revision that the account never had, the whole. */
export async function readAccountState(userId: string, since: number): Promise<AccountState> {
  // The head is read first: what is written meanwhile has a higher number and comes with the next reading.
  const revision = (await db().progressHead.findUnique({ where: { userId }, select: { revision: true } }))?.revision ?? 0
  const isWhole = since <= 0 || since > revision
  if (!isWhole && since === revision) return { revision, isWhole, lessons: {}, questions: {}, hints: {}, codeChanged: [] }
  const changed = { userId, ...(isWhole ? {} : { revision: { gt: since } }) }
  const [steps, attempts, hints, code] = await Promise.all([
    db().stepProgress.findMany({ where: changed, select: STEP_FIELDS }),
    isWhole ? db().attempt.findMany({ where: { userId }, select: ATTEMPT_FIELDS }) : readChangedAttempts(userId, since),
    db().hintUsed.findMany({ where: changed, select: { lessonId: true, hintId: true } }),
    db().codeFile.findMany({ where: changed, select: { lessonId: true }, distinct: ['lessonId'] }),
  ])
  const byQuestion = groupAttempts(attempts)
  const { lessonOfQuestion } = await findRegistered([], Object.keys(byQuestion))
  return {
    revision,
    isWhole,
    lessons: Object.fromEntries(
      steps.map((row) => {
        const { isProven: _isProven, ...lesson } = toStep(row)
        return [row.lessonId, lesson]
      }),
    ),
    questions: Object.fromEntries(
      Object.entries(byQuestion).map(([id, kept]) => [
        id,
        { lessonId: lessonOfQuestion.get(id) ?? '', attempts: kept.map(({ receipt: _receipt, ...attempt }) => attempt) },
      ]),
    ),
    hints: Object.fromEntries([...Map.groupBy(hints, ({ lessonId }) => lessonId)].map(([id, used]) => [id, used.map(({ hintId }) => hintId)])),
    codeChanged: code.map(({ lessonId }) => lessonId),
  }
}

/** All attempts of each question that has a changed one: a document takes a question as a whole. */
async function readChangedAttempts(userId: string, since: number): Promise<AttemptRow[]> {
  const changed = await db().attempt.findMany({
    where: { userId, revision: { gt: since } },
    select: { questionId: true },
    distinct: ['questionId'],
  })
  if (changed.length === 0) return []
  const questionIds = changed.map(({ questionId }) => questionId)
  return db().attempt.findMany({ where: { userId, questionId: { in: questionIds } }, select: ATTEMPT_FIELDS })
}

function toStep(row: StepRow): KeptStep {
  const stamp = (id: string | null, at: Date | null): Write | null => (id !== null && at !== null ? { id, at: at.toISOString() } : null)
  const opened = stamp(row.openedId, row.openedAt)
  const completed = stamp(row.completedId, row.completedAt)
  const passed = stamp(row.passedId, row.passedAt)
  const marked = stamp(row.markedId, row.markedAt)
  const confidence = stamp(row.confidenceId, row.confidenceAt)
  const level = CONFIDENCE_LEVELS.find((known) => known === row.confidence) ?? null
  return {
    ...(opened ? { opened } : {}),
    ...(completed ? { completed } : {}),
    // Its receipt was read when it came, and is not needed again.
    ...(passed ? { passed: { ...passed, contentVersion: row.passedVersion ?? '', receipt: '' } } : {}),
    ...(marked ? { marked: { ...marked, done: row.markedDone === true } } : {}),
    ...(confidence ? { confidence: { ...confidence, level } } : {}),
    isProven: row.completedProven,
  }
}

const VERDICTS = ['right', 'partly', 'wrong'] as const

function groupAttempts(rows: readonly AttemptRow[]): Record<string, Attempt[]> {
  const attempts: Record<string, Attempt[]> = {}
  for (const { questionId, answer, verdict, at, ...rest } of rows) {
    const list = attempts[questionId] ?? []
    // A row that is not as we write rows is an error of ours, and an unknown verdict is never right.
    list.push({
      ...rest,
      at: at.toISOString(),
      answer: AnswerSchema.parse(answer),
      verdict: VERDICTS.find((known) => known === verdict) ?? 'wrong',
      receipt: '',
    })
    attempts[questionId] = list
  }
  for (const list of Object.values(attempts)) list.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))
  return attempts
}
