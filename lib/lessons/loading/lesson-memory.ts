import { createHash } from 'node:crypto'
import { listBelow } from './content-source.ts'
import type { ReadLesson } from './load-course.ts'
import { type LessonDraft, loadLesson } from './load-lesson.ts'

/**
 * A reader that reads a lesson folder again only when its files have changed, for content that is read live.
 * It remembers one draft a folder and gives copies of its list of mistakes, which the course adds to.
 */
export const rememberLessons = (): ReadLesson => {
  const known = new Map<string, { digest: string; draft: LessonDraft }>()
  return (files, trackSlug, folderName) => {
    const folder = `content/${trackSlug}/${folderName}`
    const hash = createHash('sha256')
    for (const path of listBelow(files, folder)) {
      const bytes = files.get(`${folder}/${path}`) ?? new Uint8Array()
      hash.update(`${path}\0${bytes.length}\0`).update(bytes)
    }
    const digest = hash.digest('hex')
    const remembered = known.get(folder)
    const draft = remembered?.digest === digest ? remembered.draft : loadLesson(files, trackSlug, folderName)
    known.set(folder, { digest, draft })
    return { ...draft, mistakes: [...draft.mistakes] }
  }
}
