import 'server-only'
import { db, type Transaction } from '#lib/db.ts'
import { failure, type Result, success } from '#lib/result.ts'
import { parseEmail } from './email-rules.ts'
import { updateRole } from './user-store.ts'
import { ROLES, type Role } from './viewer.ts'

/** Gives a role to the account with this address; it holds from its next request on. For the operator's command, which has no viewer. */
export async function giveRole(address: string, role: string, client: Transaction = db()): Promise<Result<Role, 'unknown-role' | 'no-such-account'>> {
  const known = ROLES.find((name) => name === role)
  if (!known) return failure('unknown-role')
  const email = parseEmail(address)
  if (email === null || !(await updateRole(email, known, client))) return failure('no-such-account')
  return success(known)
}
