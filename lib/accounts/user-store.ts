import 'server-only'
import { db, type Transaction } from '#lib/db.ts'
import type { Role, Viewer } from './viewer.ts'

export type UserToSignIn = { id: string; name: string; email: string | null; role: Role; passwordHash: string | null }

const toSignIn = { id: true, name: true, email: true, role: true, passwordHash: true } as const

/** By the lower-cased address; null when nobody has it. */
export async function findUserByEmail(email: string): Promise<UserToSignIn | null> {
  return await db().user.findUnique({ where: { email }, select: toSignIn })
}

export async function findUserById(id: string): Promise<UserToSignIn | null> {
  return await db().user.findUnique({ where: { id }, select: toSignIn })
}

export type OwnProfile = { displayName: string; email: string | null; hasPassword: boolean; createdAt: Date; identities: Identity[] }
export type Identity = { id: string; provider: string; createdAt: Date }

/** What a person sees of their own account; null when it is gone. */
export async function findProfile(viewer: Viewer): Promise<OwnProfile | null> {
  const user = await db().user.findUnique({
    where: { id: viewer.id },
    select: {
      name: true,
      email: true,
      passwordHash: true,
      createdAt: true,
      accounts: { select: { id: true, provider: true, createdAt: true }, orderBy: { createdAt: 'asc' } },
    },
  })
  if (!user) return null
  const { name, email, passwordHash, createdAt, accounts } = user
  return { displayName: name, email, hasPassword: passwordHash !== null, createdAt, identities: accounts }
}

export type NewUser = { name: string; email: string | null; emailVerified: Date | null; passwordHash: string | null }

/** Throws P2002 when the address is taken: the constraint decides, whoever comes second. */
export async function insertUser(user: NewUser, client: Transaction = db()): Promise<{ id: string; role: Role }> {
  return await client.user.create({ data: user, select: { id: true, role: true } })
}

export async function updateName(userId: string, name: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { name }, select: { id: true } })
}

/** A new hash for the same password: nothing else changes, and not when the password was changed meanwhile. */
export async function replacePasswordHash(userId: string, before: string, after: string): Promise<void> {
  await db().user.updateMany({ where: { id: userId, passwordHash: before }, data: { passwordHash: after } })
}

export async function updatePassword(userId: string, passwordHash: string, client: Transaction): Promise<void> {
  await client.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } })
}

/** The user and everything that is theirs; whether there was one. */
export async function deleteUser(userId: string, client: Transaction): Promise<boolean> {
  const { count } = await client.user.deleteMany({ where: { id: userId } })
  return count > 0
}

/** Gives a role to the user with this address; whether there is one. */
export async function updateRole(email: string, role: Role, client: Transaction): Promise<boolean> {
  const { count } = await client.user.updateMany({ where: { email }, data: { role } })
  return count > 0
}
