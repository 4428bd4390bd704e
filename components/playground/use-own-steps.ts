'use client'

import { useEffect, useMemo, useState } from 'react'
import type { LabSurroundings } from '#components/playground/add-own.tsx'
import type { Own } from '#components/playground/own-steps.ts'
import type { RequestDraft } from '#lib/playground/draft-field-rules.ts'

type Read = (drafts: readonly RequestDraft[], surroundings: LabSurroundings) => Own[]
const NONE: Own[] = []
const load = (): Promise<Read> => import('#components/playground/own-steps.ts').then(({ ownSteps }) => ownSteps)

type OwnSteps = {
  own: readonly Own[]
  /** Those that can be played, or all as long as that is not known: none is lost by adding another. */
  drafts: readonly RequestDraft[]
  read: (drafts: readonly RequestDraft[]) => Promise<Own[]>
}

/** The learner's own steps of a lab. Few have any, so what reads them is loaded when there are some. */
export function useOwnSteps(drafts: readonly RequestDraft[], surroundings: LabSurroundings): OwnSteps {
  const [reader, setReader] = useState<{ read: Read } | null>(null)
  const isNeeded = drafts.length > 0 && reader === null
  useEffect(() => {
    if (!isNeeded) return
    let isCurrent = true
    // Where it does not arrive the lab is played without them; they are kept.
    void load().then(
      (read) => isCurrent && setReader({ read }),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [isNeeded])
  const own = useMemo(() => reader?.read(drafts, surroundings) ?? NONE, [reader, drafts, surroundings])
  const read = (wanted: readonly RequestDraft[]) =>
    wanted.length === 0
      ? Promise.resolve(NONE)
      : load().then(
          (found) => found(wanted, surroundings),
          () => NONE,
        )
  return { own, drafts: reader === null ? drafts : own.map(({ draft }) => draft), read }
}
