// Learners made past the forms, for programs that need many at once: a user, and a session with its cookie.
import { createHash, randomBytes } from 'node:crypto'
import type { Client } from 'pg'

export type Learner = { id: string; cookie: string }

/** A learner who is signed in at a site on plain http. */
export async function createLearner(client: Pick<Client, 'query'>, name: string): Promise<Learner> {
  const token = randomBytes(32).toString('base64url')
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO "User" (id, name, "updatedAt") VALUES (gen_random_uuid(), $1, now()) RETURNING id',
    [name],
  )
  const [user] = rows
  if (!user) throw new Error('no user was made')
  await client.query(
    `INSERT INTO "Session" (id, "tokenHash", "userId", device, "expiresAt") VALUES (gen_random_uuid(), $1, $2, 'a program', now() + interval '1 day')`,
    [createHash('sha256').update(token).digest('hex'), user.id],
  )
  return { id: user.id, cookie: `crumbtrail-session=${token}` }
}
