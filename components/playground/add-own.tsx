'use client'

import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { DraftSurroundings, RequestDraft } from '#lib/playground/draft-field-rules.ts'
import { pathOf } from '#lib/playground/exchange-rules.ts'
import type { LabStep } from '#lib/playground/lab-step-rules.ts'
import { PLAYGROUND_LIMITS } from '#lib/playground/playground-limits.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'

const AddRequest = lazy(() => import('#components/playground/add-request.tsx').then((part) => ({ default: part.AddRequest })))
const AddStep = lazy(() => import('#components/playground/add-step.tsx').then((part) => ({ default: part.AddStep })))

type AddOwnProps = {
  lab: PublicLab
  own: readonly LabStep[]
  surroundings: LabSurroundings
  onAdd: (draft: RequestDraft) => void
}

export type LabSurroundings = Omit<DraftSurroundings, 'earlierIds'> & { stepIds: readonly string[] }

/** What a step of the learner's own in this lab is checked against. An address without a scheme has that of the lab's first one. */
export function surroundingsOf(lab: PublicLab): LabSurroundings {
  const isSecure = lab.browsers.length > 0 && (lab.steps.find(({ url }) => url !== undefined)?.url?.startsWith('https:') ?? false)
  return {
    hosts: lab.sites.map(({ host }) => host),
    browsers: lab.browsers.map(({ name }) => name),
    stepIds: lab.steps.map(({ id }) => id),
    scheme: isSecure ? 'https' : 'http',
  }
}

/**
 * A place for a step of the learner's own: of a browser where the lab has some, else a raw request. The form comes when the learner does something in
 * the playground, so that who only reads does not load it; its room is there from the first.
 */
export function AddOwn({ lab, own, surroundings, onAdd }: AddOwnProps) {
  const root = useRef<HTMLDivElement>(null)
  const [isWanted, setWanted] = useState(false)
  useEffect(() => {
    const playground = root.current?.parentElement?.parentElement
    if (!playground) return
    const want = () => setWanted(true)
    const heard = ['pointermove', 'pointerdown', 'focusin'] as const
    for (const type of heard) playground.addEventListener(type, want)
    return () => {
      for (const type of heard) playground.removeEventListener(type, want)
    }
  }, [])
  const isFull = own.length >= PLAYGROUND_LIMITS.ownRequestsMax
  const steps = [...lab.steps, ...own]
  const noun = lab.browsers.length > 0 ? 'step' : 'request'
  const button = (
    <button type="button" className="button" onClick={() => setWanted(true)}>
      {`Add a ${noun} of your own`}
    </button>
  )
  return (
    <div ref={root} className="needs-js min-h-[3.5625rem] shrink-0 border-t border-line bg-paper px-3.5 py-2.5">
      {isFull ? <p className="py-1.5 text-sm text-muted">{`No more ${noun}s fit: remove one to add another.`}</p> : null}
      {isFull || isWanted ? null : button}
      {isFull || !isWanted ? null : (
        <Suspense fallback={button}>
          {lab.browsers.length === 0 ? (
            <AddRequest
              hosts={surroundings.hosts}
              earlier={steps.map(({ id, method = '', url = '' }) => ({ id, name: `${method} ${pathOf(url)} (${id})` }))}
              onAdd={onAdd}
            />
          ) : (
            <AddStep
              surroundings={surroundings}
              earlierIds={steps.map(({ id }) => id)}
              lastBrowser={steps.findLast(({ browser }) => browser !== null)?.browser ?? null}
              onAdd={onAdd}
            />
          )}
        </Suspense>
      )}
    </div>
  )
}
