'use server'

import { redirect } from 'next/navigation'
import { orRefusal, readForm, readSender, refuseFields, refuseForm } from '#app/(account)/form-answers.ts'
import { problemWords } from '#components/accounts/account-words.ts'
import type { FormState } from '#components/accounts/form-state.ts'
import { KnownPasswordFormSchema } from '#lib/accounts/account-form-schema.ts'
import { confirmSignUp } from '#lib/accounts/confirm-sign-up.ts'
import { endSession } from '#lib/accounts/sessions/end-session.ts'
import { clearLinkCookie, readLinkCookie } from '#lib/accounts/sessions/link-cookie.ts'
import { readSessionCookie, setSessionCookie } from '#lib/accounts/sessions/session-cookie.ts'

export async function sendConfirmation(before: FormState, form: FormData): Promise<FormState> {
  const parsed = await readForm(KnownPasswordFormSchema, before, form)
  if (!parsed.ok) return parsed.state
  return await orRefusal(before, form, async () => {
    const outcome = await confirmSignUp(await readLinkCookie(), parsed.value.password, await readSender(), new Date())
    if (!outcome.ok && outcome.reason === 'wrong-password')
      return await refuseFields(before, form, { password: problemWords({ reason: 'wrong-password' }) })
    if (!outcome.ok) return await refuseForm(before, form, outcome)
    await endSession(await readSessionCookie())
    await setSessionCookie(outcome.value.sessionToken, outcome.value.maxAgeMs)
    await clearLinkCookie()
    redirect('/welcome')
  })
}
