/** Known and unknown addresses cost the same work: counted, not timed, so that a busy machine proves nothing wrong. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { signIn } from './sign-in.ts'
import { signUp } from './sign-up.ts'
import { newSender, PASSWORD, signUpWholly } from './test-people.ts'

const hashed = vi.hoisted(() => ({ calls: [] as string[] }))
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>()
  const noted = <Work extends (...given: never[]) => unknown>(name: string, work: Work) =>
    ((...given: Parameters<Work>) => {
      const parameters = name === 'verify' ? String(given[0]).split('$').slice(1, 4).join('$') : JSON.stringify(given[1])
      hashed.calls.push(`${name} ${parameters}`)
      return work(...given)
    }) as Work
  return { ...argon2, hash: noted('hash', argon2.hash), verify: noted('verify', argon2.verify) }
})

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'crumbtrail-equal-'))
process.env.LOG_LEVEL = 'silent'
await takeTestDatabase()

const now = new Date()
const KNOWN = 'known@example.org'
beforeAll(async () => void (await signUpWholly(KNOWN, now)))
afterEach(() => void vi.restoreAllMocks())

/** The hashes and the statements that some work takes, in order; values left out, as they are parameters. */
async function workOf(work: () => Promise<unknown>): Promise<{ answer: unknown; hashes: string[]; statements: string[] }> {
  const statements: string[] = []
  const query = Client.prototype.query as (...given: unknown[]) => unknown
  const spy = vi.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    const [asked] = given
    statements.push(typeof asked === 'string' ? asked : String((asked as { text?: unknown }).text))
    return query.apply(this, given)
  } as never)
  hashed.calls = []
  const answer = await work()
  spy.mockRestore()
  return { answer, hashes: hashed.calls, statements }
}

it.each<[string, number, (email: string) => Promise<unknown>]>([
  ['signing in', 1, (email) => signIn({ email, password: 'some other set of words' }, newSender(), undefined, now)],
  ['signing up', 1, (email) => signUp({ name: 'Eve', email, password: PASSWORD }, newSender(), now)],
  ['asking for a new password', 0, (email) => requestPasswordReset(email, newSender(), now)],
])('%s: the same answer, the same hashes and the same statements', async (_, hashes, work) => {
  await work('warm@example.org')
  const known = await workOf(() => work(KNOWN))
  const unknown = await workOf(() => work('unknown@example.org'))
  expect(known.hashes).toHaveLength(hashes)
  expect(known.statements.length).toBeGreaterThan(2)
  expect(unknown).toEqual(known)
})
