import 'server-only'
import { headers } from 'next/headers'
import type { z } from 'zod'
import { answerWith } from '#app/answer-status.ts'
import { EMPTY_FORM, type FormState, type ProblemReason } from '#components/accounts/form-state.ts'
import type { Sender } from '#lib/accounts/sender.ts'
import { deviceWords } from '#lib/accounts/sessions/device-words.ts'
import { isDatabaseAway } from '#lib/database-rules.ts'
import { DATABASE_RETRY_AFTER_SECONDS } from '#lib/db.ts'
import { clientAddress } from '#lib/http/client-address.ts'

/** Of what was typed, the fields that are given back with a refusal. Passwords are not among them. */
const RETURNED = ['name', 'email']

const STATUSES: Record<ProblemReason | 'faults', number> = {
  faults: 422,
  wrong: 422,
  'wrong-password': 422,
  'too-many': 429,
  busy: 503,
  'database-away': 503,
  'link-dead': 410,
  'address-taken': 409,
  'last-way-in': 409,
  'sign-in-again': 403,
  'unknown-session': 404,
}

/** The fields of a form by its schema, or the state that says what is wrong with which. */
export async function readForm<Schema extends z.ZodType>(
  schema: Schema,
  before: FormState,
  form: FormData,
): Promise<{ ok: true; value: z.output<Schema> } | { ok: false; state: FormState }> {
  const parsed = schema.safeParse(Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')))
  if (parsed.success) return { ok: true, value: parsed.data }
  const faults: Record<string, string> = {}
  for (const { path, message } of parsed.error.issues) faults[String(path[0])] ??= message
  return { ok: false, state: await refuseFields(before, form, faults) }
}

export async function refuseFields(before: FormState, form: FormData, faults: Record<string, string>): Promise<FormState> {
  await answerWith(STATUSES.faults)
  return { ...EMPTY_FORM, faults, values: returned(form), count: before.count + 1 }
}

export async function refuseForm(before: FormState, form: FormData, problem: NonNullable<FormState['problem']>): Promise<FormState> {
  await answerWith(STATUSES[problem.reason], problem.retryAfterSeconds)
  return { ...EMPTY_FORM, problem, values: returned(form), count: before.count + 1 }
}

export function formDone(before: FormState): FormState {
  return { ...EMPTY_FORM, isDone: true, count: before.count + 1 }
}

/** Does the work of an action; where the database is away, the state says so and when to come back. Everything else is thrown on. */
export async function orRefusal(before: FormState, form: FormData, work: () => Promise<FormState>): Promise<FormState> {
  try {
    return await work()
  } catch (error) {
    if (!isDatabaseAway(error)) throw error
    return await refuseForm(before, form, { reason: 'database-away', retryAfterSeconds: DATABASE_RETRY_AFTER_SECONDS })
  }
}

export async function readSender(): Promise<Sender> {
  const sent = await headers()
  return { address: clientAddress(sent), device: deviceWords(sent.get('user-agent')) }
}

function returned(form: FormData): Record<string, string> {
  return Object.fromEntries(RETURNED.flatMap((name) => (typeof form.get(name) === 'string' ? [[name, String(form.get(name)).slice(0, 300)]] : [])))
}
