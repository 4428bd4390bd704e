import 'server-only'
import { join } from 'node:path'
import { isContentLive } from '#lib/live-content.ts'
import type { Question } from '#lib/quizzes/quiz-schema.ts'
import { listContentFiles, readContentFiles } from './content-files.ts'
import { ContentError } from './content-mistake.ts'
import type { BrokenLesson, Lesson, Track } from './lesson.ts'
import type { ContentFiles } from './loading/content-source.ts'
import { rememberLessons } from './loading/lesson-memory.ts'
import { type Course, loadCourse } from './loading/load-course.ts'

type Catalogue = { files: ContentFiles; course: Course }

/**
 * Tracks in the order of their folders' names. Throws ContentError with every mistake of all content; while content is read
 * live only for a track.yaml that cannot be read, and a step whose lesson has mistakes then has no lesson.
 */
export const listTracks = async (): Promise<Track[]> => (await openCatalogue()).course.tracks

/** One track by the name of its folder; null when there is none. Throws as `listTracks`. */
export const findTrack = async (trackSlug: string): Promise<Track | null> => (await listTracks()).find(({ slug }) => slug === trackSlug) ?? null

/** Every page that a lesson has, for static generation; while content is read live also those of broken lessons. */
export const listLessonPaths = async (): Promise<{ track: string; lesson: string }[]> => {
  const { lessons, broken } = (await openCatalogue()).course
  return [
    ...lessons.map(({ track, slug }) => ({ track: track.slug, lesson: slug })),
    ...broken.map(({ trackSlug, slug }) => ({ track: trackSlug, lesson: slug })),
  ]
}

/**
 * One lesson with answers and solution, for the server alone; null when there is none. While content is read live a lesson
 * with mistakes comes as BrokenLesson (`'broken' in lesson`). Throws as `listTracks`.
 */
export const findLesson = async (trackSlug: string, lessonSlug: string): Promise<Lesson | BrokenLesson | null> => {
  const { lessons, broken } = (await openCatalogue()).course
  const found = lessons.find(({ track, slug }) => track.slug === trackSlug && slug === lessonSlug)
  return found ?? broken.find((lesson) => lesson.trackSlug === trackSlug && lesson.slug === lessonSlug) ?? null
}

/** One lesson by its permanent id; null when there is none (or only a broken one). Throws as `listTracks`. */
export const findLessonById = async (lessonId: string): Promise<Lesson | null> => {
  const { lessons } = (await openCatalogue()).course
  return lessons.find(({ id }) => id === lessonId) ?? null
}

/** A question with its answers and its lesson, for the server alone; null when there is none. Throws as `listTracks`. */
export const findQuestion = async (questionId: string): Promise<{ lesson: Lesson; question: Question } | null> => {
  for (const lesson of (await openCatalogue()).course.lessons) {
    const question = lesson.quiz.questions.find(({ id }) => id === questionId)
    if (question) return { lesson, question }
  }
  return null
}

const PICTURE_TYPES: Record<string, string> = { svg: 'image/svg+xml', png: 'image/png', webp: 'image/webp', avif: 'image/avif', jpg: 'image/jpeg' }

/** A picture of a lesson's folder by its file name (`flow.svg`); null when there is none. SVG can hold scripts: serve it with a policy that forbids them. */
export const findPicture = async (trackSlug: string, lessonSlug: string, name: string): Promise<{ bytes: Uint8Array; type: string } | null> => {
  const { files, course } = await openCatalogue()
  const lesson = course.lessons.find(({ track, slug }) => track.slug === trackSlug && slug === lessonSlug)
  const type = PICTURE_TYPES[/^[a-z0-9-]+\.([a-z]+)$/.exec(name)?.[1] ?? '']
  if (!lesson || !type) return null
  const bytes = files.get(`content/${trackSlug}/${String(lesson.number).padStart(2, '0')}-${lessonSlug}/${name}`)
  return bytes ? { bytes, type } : null
}

/** Pictures of all lessons, for static generation. */
export const listPicturePaths = async (): Promise<{ track: string; lesson: string; picture: string }[]> => {
  const { files, course } = await openCatalogue()
  return course.lessons.flatMap(({ track, slug, number }) => {
    const folder = `content/${track.slug}/${String(number).padStart(2, '0')}-${slug}/`
    const names = [...files.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length))
    return names
      .filter((name) => !name.includes('/') && (name.split('.').pop() ?? '') in PICTURE_TYPES)
      .map((picture) => ({ track: track.slug, lesson: slug, picture }))
  })
}

/** A lesson whose files have not changed is not read again. */
const readLesson = rememberLessons()

let opened: { signature: string; catalogue: Promise<Catalogue> } | undefined

/** Content is read once, or, live, again after any of its files has changed. A failed reading is not kept. */
const openCatalogue = async (): Promise<Catalogue> => {
  const isLive = isContentLive()
  if (opened && !isLive) return opened.catalogue
  const root = join(/* turbopackIgnore: true */ process.cwd(), 'content')
  const listing = isLive ? await listContentFiles(root) : null
  const signature = JSON.stringify(listing)
  if (opened?.signature !== signature) {
    const catalogue = readCatalogue(root, isLive)
    opened = { signature, catalogue }
    catalogue.catch(() => {
      if (opened?.catalogue === catalogue) opened = undefined
    })
  }
  return opened.catalogue
}

const readCatalogue = async (root: string, isLive: boolean): Promise<Catalogue> => {
  const files = await readContentFiles(root, await listContentFiles(root))
  const course = loadCourse(files, readLesson)
  const fatal = isLive ? course.trackMistakes : course.mistakes
  if (fatal.length > 0) throw new ContentError(fatal)
  return { files, course }
}
