import 'server-only'
import type { Lab } from '#lib/lessons/lesson.ts'
import { findLessonById } from '#lib/lessons/lesson-catalogue.ts'

/** A lab with the version and the path (on the site) of its lesson. */
export type FoundLab = { lab: Lab; contentVersion: string; path: string }

/** The lab of a lesson by the lesson's permanent id; null when there is no such lesson or it has no lab. */
export async function findLab(lessonId: string): Promise<FoundLab | null> {
  const lesson = await findLessonById(lessonId)
  if (!lesson?.lab) return null
  return { lab: lesson.lab, contentVersion: lesson.frontMatter.contentVersion, path: `/learn/${lesson.track.slug}/${lesson.slug}` }
}
