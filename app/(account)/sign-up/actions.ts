'use server'

import { redirect } from 'next/navigation'
import { orRefusal, readForm, readSender, refuseFields, refuseForm } from '#app/(account)/form-answers.ts'
import type { FormState } from '#components/accounts/form-state.ts'
import { SignUpFormSchema } from '#lib/accounts/account-form-schema.ts'
import { signUp } from '#lib/accounts/sign-up.ts'

export async function sendSignUp(before: FormState, form: FormData): Promise<FormState> {
  const parsed = await readForm(SignUpFormSchema, before, form)
  if (!parsed.ok) return parsed.state
  return await orRefusal(before, form, async () => {
    const outcome = await signUp(parsed.value, await readSender(), new Date())
    if (outcome.ok) redirect('/sign-up/sent')
    if (outcome.reason === 'weak-password') return await refuseFields(before, form, { password: outcome.why })
    return await refuseForm(before, form, outcome)
  })
}
