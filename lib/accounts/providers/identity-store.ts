import 'server-only'
import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter, AdapterAccount, AdapterUser } from 'next-auth/adapters'
import { db } from '#lib/db.ts'
import { fitDisplayName } from '../display-name-rules.ts'

/**
 * The database as next-auth uses it. Two things are ours: a new user gets a display name that may be shown and an address only if the other
 * side has proved it; and of an identity just its name there is stored, none of the tokens by which one could act as its owner.
 */
export function identityStore(): Adapter {
  const client = db()
  return {
    // The adapter is typed for another major version of the client; what it calls is the same.
    ...(PrismaAdapter(client as never) as unknown as Adapter),
    async createUser(identity: Omit<AdapterUser, 'id'>) {
      const email = identity.email || null
      const data = { name: fitDisplayName(identity.name), email, emailVerified: email ? new Date() : null }
      const user = await client.user.create({ data, select: { id: true, name: true, emailVerified: true } })
      return { ...user, email: email ?? '' }
    },
    async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
      await client.account.create({ data: { userId, type, provider, providerAccountId }, select: { id: true } })
    },
  }
}

/**
 * Takes an identity away from this user unless it is the last way into the account; false then, and when it is not theirs. The user's row is
 * locked meanwhile, so that of two at once the second sees what the first has left.
 */
export async function deleteIdentity(userId: string, identityId: string): Promise<boolean> {
  return await db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`
    const user = await transaction.user.findUnique({
      where: { id: userId },
      select: { passwordHash: true, _count: { select: { accounts: true } } },
    })
    if (!user || (user.passwordHash === null && user._count.accounts < 2)) return false
    const { count } = await transaction.account.deleteMany({ where: { id: identityId, userId } })
    return count > 0
  })
}
