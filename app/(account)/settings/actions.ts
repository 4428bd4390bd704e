'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formDone, orRefusal, readForm, readSender, refuseFields, refuseForm } from '#app/(account)/form-answers.ts'
import { problemWords } from '#components/accounts/account-words.ts'
import type { FormState } from '#components/accounts/form-state.ts'
import { ChangeNameFormSchema, ChangePasswordFormSchema } from '#lib/accounts/account-form-schema.ts'
import { changeName } from '#lib/accounts/change-name.ts'
import { changePassword } from '#lib/accounts/change-password.ts'
import { requireSession, requireViewer } from '#lib/accounts/current-viewer.ts'
import { findOwnProfile } from '#lib/accounts/own-profile.ts'
import { unlinkIdentity } from '#lib/accounts/providers/unlink-identity.ts'
import { requestPasswordReset } from '#lib/accounts/request-password-reset.ts'
import { revokeOtherSessions, revokeSession } from '#lib/accounts/sessions/end-session.ts'
import { clearSessionCookie, setSessionCookie } from '#lib/accounts/sessions/session-cookie.ts'

export async function sendName(before: FormState, form: FormData): Promise<FormState> {
  return await orRefusal(before, form, async () => {
    const viewer = await requireViewer('/settings')
    const parsed = await readForm(ChangeNameFormSchema, before, form)
    if (!parsed.ok) return parsed.state
    await changeName(viewer, parsed.value.name)
    revalidatePath('/settings')
    return { ...formDone(before), values: { name: parsed.value.name } }
  })
}

export async function sendPassword(before: FormState, form: FormData): Promise<FormState> {
  return await orRefusal(before, form, async () => {
    const viewer = await requireViewer('/settings')
    const parsed = await readForm(ChangePasswordFormSchema, before, form)
    if (!parsed.ok) return parsed.state
    const { current, password } = parsed.value
    const outcome = await changePassword(viewer, { current, next: password }, await readSender(), new Date())
    if (outcome.ok) {
      await setSessionCookie(outcome.value.sessionToken, outcome.value.maxAgeMs)
      revalidatePath('/settings')
      return formDone(before)
    }
    if (outcome.reason === 'weak-password') return await refuseFields(before, form, { password: outcome.why })
    if (outcome.reason === 'wrong-password') return await refuseFields(before, form, { current: problemWords({ reason: 'wrong-password' }) })
    return await refuseForm(before, form, outcome)
  })
}

/** For an account that has no password yet: a link to its proved address, as if it had been forgotten. */
export async function sendPasswordLink(before: FormState, form: FormData): Promise<FormState> {
  return await orRefusal(before, form, async () => {
    const viewer = await requireViewer('/settings')
    const profile = await findOwnProfile(viewer)
    if (!profile?.email) return await refuseForm(before, form, { reason: 'wrong' })
    const permit = await requestPasswordReset(profile.email, await readSender(), new Date())
    return permit.ok ? formDone(before) : await refuseForm(before, form, { reason: 'too-many', retryAfterSeconds: permit.retryAfterSeconds })
  })
}

export async function sendRevocation(before: FormState, form: FormData): Promise<FormState> {
  return await orRefusal(before, form, async () => {
    const { viewer, sessionId } = await requireSession('/settings')
    const asked = String(form.get('session') ?? '')
    const isRevoked = await revokeSession(viewer, asked)
    if (!isRevoked) return await refuseForm(before, form, { reason: 'unknown-session' })
    revalidatePath('/settings')
    if (asked !== sessionId) return formDone(before)
    await clearSessionCookie()
    redirect('/signed-out')
  })
}

export async function sendRevocationOfOthers(before: FormState, form: FormData): Promise<FormState> {
  return await orRefusal(before, form, async () => {
    const { viewer, sessionId } = await requireSession('/settings')
    await revokeOtherSessions(viewer, sessionId)
    revalidatePath('/settings')
    return formDone(before)
  })
}

export async function sendUnlink(before: FormState, form: FormData): Promise<FormState> {
  return await orRefusal(before, form, async () => {
    const viewer = await requireViewer('/settings')
    const outcome = await unlinkIdentity(viewer, String(form.get('identity') ?? ''))
    if (!outcome.ok) return await refuseForm(before, form, { reason: outcome.reason })
    revalidatePath('/settings')
    return formDone(before)
  })
}
