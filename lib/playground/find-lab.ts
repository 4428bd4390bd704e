import 'server-only'
import type { Lab } from '#lib/lessons/lesson.ts'
import { findLesson, listTracks } from '#lib/lessons/lesson-catalogue.ts'

export type FoundLab = { lab: Lab; lessonId: string; contentVersion: string; path: string }

/** The lab of a lesson by the lesson's permanent id, with the lesson's path on the site; null when there is no such lesson or it has no lab. */
export async function findLab(lessonId: string): Promise<FoundLab | null> {
  for (const track of await listTracks()) {
    const step = track.steps.find(({ lesson }) => lesson?.id === lessonId)
    if (!step) continue
    const lesson = await findLesson(track.slug, step.slug)
    if (!lesson || 'broken' in lesson || !lesson.lab) return null
    return { lab: lesson.lab, lessonId, contentVersion: lesson.frontMatter.contentVersion, path: `/learn/${track.slug}/${step.slug}` }
  }
  return null
}
