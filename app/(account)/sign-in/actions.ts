'use server'

import { redirect } from 'next/navigation'
import { orRefusal, readForm, readSender, refuseForm } from '#app/(account)/form-answers.ts'
import type { FormState } from '#components/accounts/form-state.ts'
import { SignInFormSchema } from '#lib/accounts/account-form-schema.ts'
import { welcomePath } from '#lib/accounts/next-path.ts'
import { readSessionCookie, setSessionCookie } from '#lib/accounts/sessions/session-cookie.ts'
import { signIn } from '#lib/accounts/sign-in.ts'

export async function sendSignIn(before: FormState, form: FormData): Promise<FormState> {
  const parsed = await readForm(SignInFormSchema, before, form)
  if (!parsed.ok) return parsed.state
  return await orRefusal(before, form, async () => {
    const outcome = await signIn(parsed.value, await readSender(), await readSessionCookie(), new Date())
    if (!outcome.ok) return await refuseForm(before, form, outcome)
    await setSessionCookie(outcome.value.sessionToken, outcome.value.maxAgeMs)
    redirect(welcomePath(form.get('next')))
  })
}
