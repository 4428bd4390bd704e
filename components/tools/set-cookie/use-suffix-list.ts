'use client'

import type { RegistrableDomain } from '@crumbtrail/browser/jar/cookie'
import { useEffect, useState } from 'react'

/** The list of public suffixes is larger than the rest of the page, so it comes apart. */
export type SuffixList = { state: 'loading' } | { state: 'ready'; registrableDomain: RegistrableDomain } | { state: 'away'; tryAgain: () => void }

/** Loads the list once the page stands. `away`: it did not arrive. */
export function useSuffixList(): SuffixList {
  const [round, setRound] = useState(0)
  const [list, setList] = useState<SuffixList>({ state: 'loading' })
  useEffect(() => {
    let isCurrent = true
    const tell = (next: SuffixList) => {
      if (isCurrent) setList(next)
    }
    const tryAgain = () => {
      setList({ state: 'loading' })
      setRound(round + 1)
    }
    void import('@crumbtrail/browser/public-suffix').then(
      ({ registrableDomain }) => tell({ state: 'ready', registrableDomain }),
      () => tell({ state: 'away', tryAgain }),
    )
    return () => {
      isCurrent = false
    }
  }, [round])
  return list
}
