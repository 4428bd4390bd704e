'use client'

import { useEffect } from 'react'
import { forgetAccount, writeAccountHint } from '#components/accounts/account-hint.ts'

/** On every page that was made for somebody: lets this browser know whose it is, for the pages that are the same for everybody. */
export function RememberAccount({ id, displayName }: { id: string; displayName: string }) {
  useEffect(() => {
    writeAccountHint({ id, displayName })
  }, [id, displayName])
  return null
}

/** After signing out, and where a session turned out to be over: what belongs to the account leaves this browser. */
export function ForgetAccount() {
  useEffect(forgetAccount, [])
  return null
}
