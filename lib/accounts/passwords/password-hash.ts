import 'server-only'
import { availableParallelism } from 'node:os'
import { type Algorithm, hash, type Options, verify } from '@node-rs/argon2'
import { failure, type Result, success } from '#lib/result.ts'
import { passwordForHashing } from './password-rules.ts'
import { createWorkGate } from './work-gate.ts'

// The package's enum exists for types alone, so its one value that we use is named here.
const ARGON2ID = 2 as Algorithm.Argon2id

/** OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, two passes, one lane. Raise them, and hashes follow as their owners sign in. */
const PARAMETERS = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }
const OPTIONS: Options = { ...PARAMETERS, algorithm: ARGON2ID, outputLen: 32 }

/**
 * Hashing is the dearest thing a stranger can ask for: 20 ms of a processor and 19 MiB. At most one a processor at once, and of the
 * four threads that Node shares with reading files one is left alone; a short line waits, and the rest are told to come back.
 */
const gate = createWorkGate({ atOnce: Math.min(availableParallelism(), 3), waitingMax: 60, waitMsMax: 3000 })

/** Seconds after which to come back when all of that is taken. */
export const HASHING_RETRY_AFTER_SECONDS = 3

/** Hashed when there is no account, so that an unknown address takes as long as a known one. No password gives this hash. */
const NOBODYS_HASH = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmUgYXQgYWxs$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** The password's hash in PHC form, with its own random salt and its parameters. `busy`: try again in a few seconds. */
export async function hashPassword(password: string): Promise<Result<string, 'busy'>> {
  return await gate.pass(() => hash(passwordForHashing(password), OPTIONS))
}

/**
 * Whether the password belongs to the hash; with null (nobody, or nobody with a password) the same work is done and the answer is no.
 * `busy`: not looked at.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<Result<boolean, 'busy'>> {
  const verified = await gate.pass(() => verify(passwordHash ?? NOBODYS_HASH, passwordForHashing(password)))
  if (!verified.ok) return failure('busy')
  return success(verified.value && passwordHash !== null)
}

/** Whether a hash was made with other parameters than today's; asked after a right password, when there is something to hash anew. */
export function isHashOutdated(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = PARAMETERS
  return !passwordHash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`)
}

/** Whether a password would be turned away unread now: asked before a try is counted against somebody. */
export function isHashingFull(): boolean {
  return gate.isFull()
}
