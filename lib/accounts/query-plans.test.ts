/** Every query of an account finds its rows by an index, however many people there are. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { changeName } from './change-name.ts'
import { changePassword } from './change-password.ts'
import { confirmSignUp, findSignUpLink } from './confirm-sign-up.ts'
import { deleteAccount } from './delete-account.ts'
import { findOwnProfile } from './own-profile.ts'
import { unlinkIdentity } from './providers/unlink-identity.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { findResetLink, resetPassword } from './reset-password.ts'
import { endSession, revokeOtherSessions, revokeSession } from './sessions/end-session.ts'
import { listOwnSessions } from './sessions/list-sessions.ts'
import { readSession } from './sessions/read-session.ts'
import { signIn } from './sign-in.ts'
import { signUp } from './sign-up.ts'
import { mailedToken, NEXT_PASSWORD, newSender, PASSWORD, signUpWholly } from './test-people.ts'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'crumbtrail-accounts-'))
process.env.LOG_LEVEL = 'silent'
await takeTestDatabase()

/** Enough people that no planner would rather read a whole table. */
const PEOPLE = 4000
const now = new Date()
const email = 'plan@example.org'

beforeAll(async () => {
  const fill = [
    `INSERT INTO "User" (id, name, email, "updatedAt") SELECT gen_random_uuid(), 'L', 'l' || n || '@example.org', now() FROM generate_series(1, ${PEOPLE}) n`,
    `INSERT INTO "Account" (id, "userId", type, provider, "providerAccountId") SELECT gen_random_uuid(), id, 'oauth', 'github', id FROM "User"`,
    `INSERT INTO "Session" (id, "tokenHash", "userId", device, "expiresAt")
     SELECT gen_random_uuid(), gen_random_uuid(), id, 'Firefox', now() + interval '1 day' FROM "User", generate_series(1, 2)`,
    `INSERT INTO "PasswordReset" ("userId", "tokenHash", "expiresAt") SELECT id, gen_random_uuid(), now() + interval '1 day' FROM "User"`,
    `INSERT INTO "PendingSignUp" (id, email, name, "passwordHash", "tokenHash")
     SELECT gen_random_uuid(), 'p' || n || '@example.org', 'P', '-', gen_random_uuid() FROM generate_series(1, ${PEOPLE}) n`,
    `INSERT INTO "ThrottleCount" SELECT 'k' || n, 1, now() + interval '1 day' FROM generate_series(1, ${PEOPLE}) n`,
    `INSERT INTO "StepProgress" ("userId", "lessonId", revision) SELECT u.id, l.id, 1 FROM "User" u, "Lesson" l`,
  ]
  await db().lesson.create({ data: { id: 'les-plans', track: 'a', slug: 'b', contentVersion: 'v20261121' } })
  for (const statement of fill) await db().$executeRawUnsafe(statement)
  await db().$executeRawUnsafe('VACUUM ANALYZE')
}, 60_000)

/** How often each table that can grow was read from end to end, by the server's own counts. */
async function sequentialScans(): Promise<Record<string, number>> {
  await db().$queryRaw`SELECT pg_stat_force_next_flush()::text`
  await db().$queryRaw`SELECT pg_stat_clear_snapshot()::text`
  const rows = await db().$queryRaw<{ table: string; scans: bigint }[]>`
    SELECT relname AS "table", seq_scan AS scans FROM pg_stat_user_tables
    WHERE relname IN ('User', 'Account', 'Session', 'PasswordReset', 'PendingSignUp', 'ThrottleCount', 'StepProgress')`
  expect(rows).toHaveLength(7)
  return Object.fromEntries(rows.map(({ table, scans }) => [table, Number(scans)]))
}

async function expectNoScan(work: () => Promise<unknown>): Promise<void> {
  const before = await sequentialScans()
  await work()
  expect(await sequentialScans()).toEqual(before)
}

describe('with many people, no table is read from end to end', () => {
  it('to sign up', () =>
    expectNoScan(async () => {
      expect(await signUp({ name: 'Ada', email, password: PASSWORD }, newSender(), now)).toEqual({ ok: true })
      const token = await mailedToken(email, now)
      expect(await findSignUpLink(token, now)).not.toBeNull()
      expect((await confirmSignUp(token, PASSWORD, newSender(), now)).ok).toBe(true)
      expect(await signUp({ name: 'Ada', email, password: PASSWORD }, newSender(), now)).toEqual({ ok: true })
    }))

  it('to sign in, to be known and to sign out', () =>
    expectNoScan(async () => {
      const entered = await signIn({ email, password: PASSWORD }, newSender(), undefined, now)
      if (!entered.ok) throw new Error(entered.reason)
      expect(await readSession(entered.value.sessionToken, now)).not.toBeNull()
      expect((await signIn({ email: 'nobody@example.org', password: PASSWORD }, newSender(), undefined, now)).ok).toBe(false)
      await endSession(entered.value.sessionToken)
    }))

  it('to choose a new password by mail', () =>
    expectNoScan(async () => {
      await requestPasswordReset(email, newSender(), now)
      const token = await mailedToken(email, now)
      expect(await findResetLink(token, now)).not.toBeNull()
      expect(await resetPassword(token, NEXT_PASSWORD, now)).toEqual({ ok: true })
    }))

  it('to do what the settings offer, and to leave', () =>
    expectNoScan(async () => {
      const session = await signUpWholly('leaver@example.org', now)
      const { viewer, sessionId, sender } = session
      await findOwnProfile(viewer)
      const [own] = await listOwnSessions(viewer, sessionId, now)
      if (!own) throw new Error('the session is not listed')
      await revokeOtherSessions(viewer, sessionId)
      await changeName(viewer, 'Ada L.')
      expect((await changePassword(viewer, { current: PASSWORD, next: NEXT_PASSWORD }, sender, now)).ok).toBe(true)
      await unlinkIdentity(viewer, own.id)
      expect((await deleteAccount(session, NEXT_PASSWORD, now)).ok).toBe(true)
      await revokeSession(viewer, own.id)
    }))
})
