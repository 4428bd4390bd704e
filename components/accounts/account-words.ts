import type { FormState, ProblemReason } from '#components/accounts/form-state.ts'

const WORDS: Record<ProblemReason, string> = {
  wrong: 'The address or the password is not right.',
  'wrong-password': 'The password is not right.',
  'too-many': 'That was too often.',
  busy: 'Too many people are signing in at this moment.',
  'database-away': 'We cannot reach our database at this moment. Nothing was changed.',
  'link-dead': 'This link has been used or is older than 15 minutes.',
  'address-taken': 'This address has an account by now. Sign in with it.',
  'last-way-in': 'This is the only way into your account. Set a password first.',
  'sign-in-again': 'Sign out and in again first: it has been a while, and it should be you who does this.',
  'unknown-session': 'That browser is signed out already.',
}

/** Why a form was refused, and when to come back if that helps. */
export function problemWords({ reason, retryAfterSeconds }: NonNullable<FormState['problem']>): string {
  return retryAfterSeconds === undefined ? WORDS[reason] : `${WORDS[reason]} Try again in ${durationWords(retryAfterSeconds)}.`
}

export function durationWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`
}

/** A moment in words that are the same for every reader; UTC, because the server does not know where they are. */
export function momentWords(moment: Date): string {
  return `${moment.toISOString().slice(0, 10)}, ${moment.toISOString().slice(11, 16)} UTC`
}

export const PROVIDER_PROBLEMS: Readonly<Record<string, string>> = {
  'not-linked':
    'There is an account with the mail address of that identity already. Sign in to it as you did before; then you can add the identity under “Ways to sign in” in your settings.',
  'linked-elsewhere': 'That identity opens another account already.',
  'sign-in-again': 'To add a way to sign in, first sign out and in again: it has been a while, and it should be you who adds it.',
  refused: 'You were not signed in: the other side refused, or you turned back there.',
  failed: 'You were not signed in: the other side could not be reached or its answer was not in order. Try again.',
}
