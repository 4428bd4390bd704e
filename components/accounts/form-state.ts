/** Why a form was not taken as a whole; the words are in `account-words.ts`. */
export type ProblemReason =
  | 'wrong'
  | 'wrong-password'
  | 'too-many'
  | 'busy'
  | 'database-away'
  | 'link-dead'
  | 'address-taken'
  | 'last-way-in'
  | 'sign-in-again'
  | 'unknown-session'

/** What a form's action answers: why it was refused, what is wrong with which field, what was typed (never a password), or that it is done. */
export type FormState = {
  problem: { reason: ProblemReason; retryAfterSeconds?: number } | null
  faults: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
  isDone: boolean
  /** Differs between two answers, so that the second of two equal ones is noticed too. */
  count: number
}

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>

export const EMPTY_FORM: FormState = { problem: null, faults: {}, values: {}, isDone: false, count: 0 }
