'use server'

import { redirect } from 'next/navigation'
import { orRefusal, readForm, readSender, refuseForm } from '#app/(account)/form-answers.ts'
import type { FormState } from '#components/accounts/form-state.ts'
import { AskResetFormSchema } from '#lib/accounts/account-form-schema.ts'
import { requestPasswordReset } from '#lib/accounts/request-password-reset.ts'

export async function askForReset(before: FormState, form: FormData): Promise<FormState> {
  const parsed = await readForm(AskResetFormSchema, before, form)
  if (!parsed.ok) return parsed.state
  return await orRefusal(before, form, async () => {
    const permit = await requestPasswordReset(parsed.value.email, await readSender(), new Date())
    if (permit.ok) redirect('/reset-password/sent')
    return await refuseForm(before, form, { reason: 'too-many', retryAfterSeconds: permit.retryAfterSeconds })
  })
}
