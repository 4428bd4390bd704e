import { type ContentMistake, sortMistakes } from '../content-mistake.ts'
import type { BrokenLesson, Lesson, LessonLink, Track, TrackStep } from '../lesson.ts'
import { TrackSchema } from '../lesson-schema.ts'
import { computeMinutes } from '../prose/prose-rules.ts'
import { type ContentFiles, findUnreadableText, listBelow, listFolder, textOfFile } from './content-source.ts'
import { findCourseMistakes, listSteps, type TrackDraft } from './course-rules.ts'
import { findFutureDays } from './date-rules.ts'
import { type LessonDraft, loadLesson } from './load-lesson.ts'
import { listPlacedQuestions } from './load-prose.ts'
import { readYaml } from './read-yaml.ts'

/** How a lesson folder is read; the result is the caller's to change. */
export type ReadLesson = typeof loadLesson

/**
 * All content, read and checked. `mistakes` holds all of them in reading order. Lessons with mistakes are in `broken` and not
 * in `lessons`, and their steps have no lesson; mistakes of tracks, which no lesson stands for, are in `trackMistakes`.
 */
export type Course = { tracks: Track[]; lessons: Lesson[]; broken: BrokenLesson[]; trackMistakes: ContentMistake[]; mistakes: ContentMistake[] }

/** With `latestDay` (YYYY-MM-DD), later days are mistakes; without it the content is the same on every clock. */
export const loadCourse = (files: ContentFiles, readLesson: ReadLesson = loadLesson, latestDay?: string): Course => {
  const trackMistakes: ContentMistake[] = []
  const tracks = listFolder(files, 'content').flatMap(({ name, isFolder }) => (isFolder ? loadTrack(files, name, trackMistakes, readLesson) : []))
  const lessonDrafts = tracks.flatMap((track) => track.lessons)
  const early = latestDay === undefined ? [] : lessonDrafts.flatMap((draft) => findFutureDays(draft, latestDay))
  for (const mistake of [...findUnreadableText(files), ...findCourseMistakes(tracks), ...early]) {
    const owner = lessonDrafts.find(({ folder }) => mistake.file.startsWith(`${folder}/`))
    ;(owner?.mistakes ?? trackMistakes).push(mistake)
  }
  const isSound = (draft: LessonDraft) => draft.mistakes.length === 0
  const built = tracks.map((draft) => ({ ...buildTrack(draft, draft.lessons.filter(isSound)), draft }))
  const links = lessonDrafts.filter(isSound).map(linkTo)
  return {
    tracks: built.map(({ track }) => track),
    lessons: built.flatMap(({ track, draft }) => draft.lessons.filter(isSound).map((lesson) => buildLesson(lesson, track, draft, links))),
    broken: lessonDrafts
      .filter((draft) => !isSound(draft))
      .map(({ trackSlug, slug, mistakes }) => ({ trackSlug, slug, broken: sortMistakes(mistakes) })),
    trackMistakes,
    mistakes: sortMistakes([...trackMistakes, ...lessonDrafts.flatMap((draft) => draft.mistakes)]),
  }
}

/** One track folder; an empty list when its track.yaml cannot be read, for then its lessons have no place. */
const loadTrack = (files: ContentFiles, slug: string, mistakes: ContentMistake[], readLesson: ReadLesson): TrackDraft[] => {
  const folder = `content/${slug}`
  const file = `${folder}/track.yaml`
  const text = textOfFile(files, file)
  if (text === null) {
    mistakes.push({ file, line: 1, field: 'file', message: 'the file is missing', expected: 'the track with all its steps' })
    return []
  }
  const reading = readYaml(TrackSchema, text, file)
  mistakes.push(...reading.mistakes)
  const lessonFolders = listFolder(files, folder).filter(({ name, isFolder }) => {
    if (isFolder ? /^\d{2}-/.test(name) : name === 'track.yaml') return true
    const inside = isFolder ? `/${listBelow(files, `${folder}/${name}`)[0] ?? ''}` : ''
    mistakes.push({
      file: `${folder}/${name}${inside}`,
      line: 1,
      field: 'folder',
      message: `${name} is no part of a track`,
      expected: 'track.yaml and folders NN-slug',
    })
    return false
  })
  if (!reading.value) return []
  const lessons = lessonFolders.flatMap(({ name, isFolder }) => (isFolder ? [readLesson(files, slug, name)] : []))
  return [{ slug, file, track: reading.value, lineOf: reading.lineOf, lessons }]
}

const buildTrack = ({ slug, track }: TrackDraft, lessons: LessonDraft[]): { track: Track } => {
  const steps = listSteps(track).map(({ module, ...step }): TrackStep => {
    const lesson = lessons.find((one) => one.slug === step.slug)
    return { ...step, moduleId: module.id, lesson: lesson ? stepLesson(lesson) : null }
  })
  const modules = track.modules.map(({ id, title }) => ({ id, title, steps: steps.filter((step) => step.moduleId === id) }))
  return { track: { id: track.id, slug, title: track.title, summary: track.summary, modules, steps } }
}

/** A draft without mistakes has all its parts. */
const parts = ({ frontMatter, prose, quiz, lab, folder }: LessonDraft) => {
  if (!frontMatter || !prose || !quiz) throw new Error(`${folder} has no mistakes and is not whole`)
  return { frontMatter, prose, quiz, lab }
}

const minutesOf = (draft: LessonDraft): number => {
  const { frontMatter, prose, quiz, lab } = parts(draft)
  return (
    frontMatter.effortMinutes ??
    computeMinutes({ words: prose.allWords, codeLines: prose.codeLines, questions: quiz.questions.length, hasLab: lab !== null })
  )
}

const stepLesson = (draft: LessonDraft): NonNullable<TrackStep['lesson']> => {
  const { frontMatter, quiz, lab } = parts(draft)
  const { id, summary, mode, contentVersion, lastReviewed } = frontMatter
  return {
    id,
    summary,
    mode,
    minutes: minutesOf(draft),
    contentVersion,
    lastReviewed,
    questionIds: quiz.questions.map((question) => question.id),
    hasLab: lab !== null,
  }
}

const linkTo = (draft: LessonDraft): LessonLink => {
  const { id, title } = parts(draft).frontMatter
  return { id, title, trackSlug: draft.trackSlug, slug: draft.slug }
}

const buildLesson = (draft: LessonDraft, track: Track, { track: authored }: TrackDraft, links: LessonLink[]): Lesson => {
  const { frontMatter, prose, quiz, lab } = parts(draft)
  const step = listSteps(authored).find(({ slug }) => slug === draft.slug)
  if (!step) throw new Error(`${draft.folder} has no step`)
  const written = track.steps.filter((other) => other.lesson)
  return {
    id: frontMatter.id,
    track: { slug: track.slug, title: track.title, stepCount: track.steps.length },
    module: step.module,
    slug: draft.slug,
    number: step.number,
    percentThrough: Math.round((100 * step.number) / track.steps.length),
    frontMatter,
    prerequisites: frontMatter.prerequisites.flatMap((id) => links.find((link) => link.id === id) ?? []),
    words: prose.words,
    minutes: minutesOf(draft),
    headings: prose.headings,
    body: prose.body,
    quiz,
    questionIdsInProse: listPlacedQuestions(prose).map(({ id }) => id),
    lab,
    previous: written.findLast((other) => other.number < step.number) ?? null,
    next: written.find((other) => other.number > step.number) ?? null,
  }
}
