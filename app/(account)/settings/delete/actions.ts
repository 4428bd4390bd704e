'use server'

import { redirect } from 'next/navigation'
import { orRefusal, refuseFields, refuseForm } from '#app/(account)/form-answers.ts'
import { problemWords } from '#components/accounts/account-words.ts'
import type { FormState } from '#components/accounts/form-state.ts'
import { requireSession } from '#lib/accounts/current-viewer.ts'
import { deleteAccount } from '#lib/accounts/delete-account.ts'
import { clearSessionCookie } from '#lib/accounts/sessions/session-cookie.ts'

export async function sendDeletion(before: FormState, form: FormData): Promise<FormState> {
  return await orRefusal(before, form, async () => {
    const session = await requireSession('/settings/delete')
    const outcome = await deleteAccount(session, String(form.get('password') ?? '').slice(0, 1000), new Date())
    if (!outcome.ok && outcome.reason === 'wrong-password')
      return await refuseFields(before, form, { password: problemWords({ reason: 'wrong-password' }) })
    if (!outcome.ok) return await refuseForm(before, form, outcome)
    await clearSessionCookie()
    redirect('/signed-out')
  })
}
