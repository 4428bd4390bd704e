import { db } from '#lib/db.ts'
import { newestMailTo, sendMails } from '#lib/mail/test-mailbox.ts'
import { confirmSignUp } from './confirm-sign-up.ts'
import type { Sender } from './sender.ts'
import { type CurrentSession, readSession } from './sessions/read-session.ts'
import { signUp } from './sign-up.ts'

/* For tests: people who sign up as people do. */

export const PASSWORD = 'four words that differ'
export const NEXT_PASSWORD = 'another four words entirely'

let senders = 0

/** A sender that no limit has counted yet. */
export function newSender(): Sender {
  senders += 1
  return { address: `198.18.${senders >> 8}.${senders & 255}`, device: 'Firefox on Linux' }
}

/** The token in a mail's link. */
export function tokenIn({ text }: { text: string }): string {
  const [, token] = /[?&]token=([\w-]{43})/.exec(text) ?? []
  if (!token) throw new Error('no link in the mail')
  return token
}

/** The newest link to this address, once its mail is sent. */
export async function mailedToken(email: string, now: Date): Promise<string> {
  await sendMails(now)
  return tokenIn(await newestMailTo(email))
}

/** An account of this address, signed in. */
export async function signUpWholly(email: string, now: Date): Promise<CurrentSession & { sessionToken: string; sender: Sender }> {
  const sender = newSender()
  const asked = await signUp({ name: 'Ada', email, password: PASSWORD }, sender, now)
  if (!asked.ok) throw new Error(asked.reason)
  const confirmed = await confirmSignUp(await mailedToken(email, now), PASSWORD, sender, now)
  if (!confirmed.ok) throw new Error(confirmed.reason)
  const { sessionToken } = confirmed.value
  const session = await readSession(sessionToken, now)
  if (!session) throw new Error('a new session does not stand')
  return { ...session, sessionToken, sender }
}

export async function countUsers(): Promise<number> {
  return await db().user.count()
}
