'use client'

import { createContext, useContext, useEffect, useState } from 'react'
import type { ReasonCode } from '#lib/playground/arrow-token-rules.ts'
import type { Reason, ReasonTable } from '#lib/playground/reason-rules.ts'

type FindReason = (code: ReasonCode) => Reason | null

export const ReasonsContext = createContext<FindReason>(() => null)

/** The words for a code; null as long as they are not here. */
export function useReason(code: ReasonCode | null): Reason | null {
  const find = useContext(ReasonsContext)
  return code && find(code)
}

/** Finds reasons: at first those that came with the page, and all of them from when they are wanted. */
export function useReasonsFor(recorded: ReasonTable, isWanted: boolean): FindReason {
  const [find, setFind] = useState<FindReason>(() => (code: ReasonCode) => recorded[`${code.of}:${code.code}`] ?? null)
  useEffect(() => {
    if (!isWanted) return
    let isCurrent = true
    // Without them the codes stand in their place, so a page that cannot load them goes on.
    void import('#lib/playground/reason-rules.ts').then(
      ({ reasonOf }) => isCurrent && setFind(() => reasonOf),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [isWanted])
  return find
}
