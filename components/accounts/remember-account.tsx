'use client'

import { useEffect, useLayoutEffect } from 'react'
import { forgetAccount, writeAccountHint } from '#components/accounts/account-hint.ts'
import { countUnsentWork } from '#components/progress/unsent-work.ts'

/**
 * On every page that was made for somebody: lets this browser know whose it is, for the pages that are the same for everybody. A page that
 * is loaded is read by `first-paint.js`, so that nobody goes on before it is known; one that scripts drew says it as it is drawn.
 */
export function RememberAccount({ id, displayName }: { id: string; displayName: string }) {
  useLayoutEffect(() => {
    writeAccountHint({ id, displayName })
  }, [id, displayName])
  return <span hidden data-account-id={id} data-account-name={displayName} />
}

/**
 * Where a session turned out to be over: what belongs to the account leaves this browser, unless some of it has not reached the account yet. That waits
 * for its learner to sign in again.
 */
export function ForgetSentAccount() {
  useEffect(() => {
    if (countUnsentWork() === 0) forgetAccount()
  }, [])
  return null
}

/** After signing out: what belongs to the account leaves this browser. */
export function ForgetAccount() {
  useEffect(forgetAccount, [])
  return null
}
