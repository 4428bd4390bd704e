import type { LabSurroundings } from '#components/playground/add-own.tsx'
import type { RequestDraft } from '#lib/playground/draft-field-rules.ts'
import type { LabStep } from '#lib/playground/lab-step-rules.ts'
import { type OwnStep, playableDrafts } from '#lib/playground/request-draft-rules.ts'
import { draftAsStep } from '#lib/playground/step-draft-rules.ts'

/** A step of the learner's own: as typed, as the runner plays it, as the timeline lists it. */
export type Own = { draft: RequestDraft; request: OwnStep; step: LabStep }

/** Those of the drafts that can be played in this lab. */
export function ownSteps(drafts: readonly RequestDraft[], surroundings: LabSurroundings): Own[] {
  return playableDrafts(drafts, surroundings).map(({ draft, request }) => ({ draft, request, step: draftAsStep(draft) }))
}
