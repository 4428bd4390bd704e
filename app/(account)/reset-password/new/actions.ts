'use server'

import { redirect } from 'next/navigation'
import { orRefusal, readForm, refuseFields, refuseForm } from '#app/(account)/form-answers.ts'
import type { FormState } from '#components/accounts/form-state.ts'
import { NewPasswordFormSchema } from '#lib/accounts/account-form-schema.ts'
import { resetPassword } from '#lib/accounts/reset-password.ts'
import { clearLinkCookie, readLinkCookie } from '#lib/accounts/sessions/link-cookie.ts'
import { clearSessionCookie } from '#lib/accounts/sessions/session-cookie.ts'

export async function sendNewPassword(before: FormState, form: FormData): Promise<FormState> {
  const parsed = await readForm(NewPasswordFormSchema, before, form)
  if (!parsed.ok) return parsed.state
  return await orRefusal(before, form, async () => {
    const outcome = await resetPassword(await readLinkCookie(), parsed.value.password, new Date())
    if (outcome.ok) {
      await clearLinkCookie()
      await clearSessionCookie()
      redirect('/sign-in?notice=password-changed')
    }
    if (outcome.reason === 'weak-password') return await refuseFields(before, form, { password: outcome.why })
    return await refuseForm(before, form, outcome)
  })
}
