'use server'

import { redirect } from 'next/navigation'
import { endSession } from '#lib/accounts/sessions/end-session.ts'
import { clearSessionCookie, readSessionCookie } from '#lib/accounts/sessions/session-cookie.ts'

/*
 * The row goes first, then the cookie. `Clear-Site-Data` is not sent: "storage" would also take away what was done here without an
 * account, and "cache" has nothing to clear, as pages of the account are not stored. What belongs to the account in local
 * storage is removed by /signed-out.
 */
export async function sendSignOut(): Promise<void> {
  await endSession(await readSessionCookie())
  await clearSessionCookie()
  redirect('/signed-out')
}
