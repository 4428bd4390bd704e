'use client'

import { useEffect, useState } from 'react'
import type { EndWords } from '#components/playground/run-words.ts'

/** The words for how a run can end, loaded while the first one is under way; null until then. */
export function useEndWords(isWanted: boolean): EndWords | null {
  const [words, setWords] = useState<EndWords | null>(null)
  const isMissing = isWanted && words === null
  useEffect(() => {
    if (!isMissing) return
    let isCurrent = true
    // Where they do not arrive, an end is told by its name.
    void import('#lib/playground/outcome-words.ts').then(
      ({ outcomeWords, usedWords }) => isCurrent && setWords({ outcomeWords, usedWords }),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [isMissing])
  return words
}
