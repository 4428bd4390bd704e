'use client'

import { lazy, Suspense } from 'react'
import { AddRequest } from '#components/playground/add-request.tsx'
import type { DraftSurroundings, RequestDraft } from '#lib/playground/draft-field-rules.ts'
import { pathOf } from '#lib/playground/exchange-rules.ts'
import { type LabStep, stepWords } from '#lib/playground/lab-step-rules.ts'
import { PLAYGROUND_LIMITS } from '#lib/playground/playground-limits.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'

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

/** A place for a step of the learner's own: of a browser where the lab has some, else a raw request. */
export function AddOwn({ lab, own, surroundings, onAdd }: AddOwnProps) {
  const isFull = own.length >= PLAYGROUND_LIMITS.ownRequestsMax
  const steps = [...lab.steps, ...own]
  if (lab.browsers.length === 0) {
    const earlier = steps.map(({ id, method = '', url = '' }) => ({ id, name: `${method} ${pathOf(url)} (${id})` }))
    return <AddRequest hosts={surroundings.hosts} earlier={earlier} isFull={isFull} onAdd={onAdd} />
  }
  if (isFull)
    return <p className="shrink-0 border-t border-line bg-paper px-4 py-3 text-sm text-muted">No more steps fit: remove one to add another.</p>
  const last = steps.findLast(({ browser }) => browser !== null)
  return (
    <div className="needs-js min-h-[3.3125rem] shrink-0 border-t border-line bg-paper px-3.5 py-2">
      <Suspense>
        <AddStep
          surroundings={surroundings}
          earlier={steps.map((step) => ({ id: step.id, name: stepWords(step) }))}
          lastBrowser={last?.browser ?? null}
          onAdd={onAdd}
        />
      </Suspense>
    </div>
  )
}
