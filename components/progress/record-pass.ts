import { changeLocalProgress, type Keeping } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'
import { recordPass as withPass } from '#lib/progress/progress-rules.ts'

/** What the site says at the end of a run in which every check of the lab passed. */
export type Passed = { lessonId: string; contentVersion: string; at: string; receipt: string }

/** Keeps the pass in this browser, and has it sent with an account. Says whether it lasts. Of a lab that passed before nothing changes. */
export function recordPass({ lessonId, contentVersion, at, receipt }: Passed): Keeping {
  return changeLocalProgress((before) => withPass(before, lessonId, { id: newWrite().id, at, contentVersion, receipt }))
}
