import 'server-only'
import { db, type Transaction } from '#lib/db.ts'
import type { MailRequest } from './mail-kinds.ts'

/** A moment that has passed by every clock. */
const AT_ONCE = new Date(0)

export async function insertMail({ kind, recipient, details }: MailRequest, client: Transaction): Promise<void> {
  await client.queuedMail.create({ data: { kind, recipient, details, nextAttemptAt: AT_ONCE }, select: { id: true } })
}

/** A mail that this process may try to send until its lease ends. `attempts` counts this one. */
export type ClaimedMail = { id: string; kind: string; recipient: string; details: unknown; attempts: number; createdAt: Date }

/**
 * Claims the mail that has waited longest; null when none is due. Of several processes each gets another one: rows that another is
 * claiming are skipped, and a claimed one is not due before its lease ends, so if its sender dies somebody else takes it up.
 */
export async function claimMail(now: Date, leaseMs: number): Promise<ClaimedMail | null> {
  const leaseEnd = new Date(now.getTime() + leaseMs)
  const [row] = await db().$queryRaw<ClaimedMail[]>`
    UPDATE "QueuedMail" SET "attempts" = "attempts" + 1, "nextAttemptAt" = ${leaseEnd}
    WHERE "id" = (
      SELECT "id" FROM "QueuedMail" WHERE "gaveUpAt" IS NULL AND "nextAttemptAt" <= ${now}
      ORDER BY "nextAttemptAt", "id" LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING "id", "kind", "recipient", "details", "attempts", "createdAt"`
  return row ?? null
}

/** The mail server has it: nothing of it is kept. */
export async function deleteMail(id: string): Promise<void> {
  await db().queuedMail.deleteMany({ where: { id } })
}

export async function postponeMail(id: string, nextAttemptAt: Date): Promise<void> {
  await db().queuedMail.updateMany({ where: { id }, data: { nextAttemptAt } })
}

export async function giveMailUp(id: string, now: Date): Promise<void> {
  await db().queuedMail.updateMany({ where: { id }, data: { gaveUpAt: now } })
}

export async function deleteMailsGivenUpBefore(moment: Date): Promise<void> {
  await db().queuedMail.deleteMany({ where: { gaveUpAt: { lt: moment } } })
}
