import type { z } from 'zod'
import { TOOL_PATHS } from '#lib/tools/tool-paths.ts'
import type { ContentMistake } from '../content-mistake.ts'
import type { TrackSchema } from '../lesson-schema.ts'
import type { LessonDraft } from './load-lesson.ts'

/** One track as authored, with the drafts of its lesson folders. `lineOf` finds a path in track.yaml. */
export type TrackDraft = {
  slug: string
  file: string
  track: z.output<typeof TrackSchema>
  lineOf: (path: (string | number)[]) => number
  lessons: LessonDraft[]
}

type PlacedStep = z.output<typeof TrackSchema>['modules'][number]['steps'][number] & { number: number; module: { id: string; title: string } }

/** The steps of a track in order, numbered from 1. */
export const listSteps = (track: z.output<typeof TrackSchema>): PlacedStep[] =>
  track.modules
    .flatMap(({ id, title, steps }) => steps.map((step) => ({ ...step, module: { id, title } })))
    .map((step, index) => ({ ...step, number: index + 1 }))

/** Mistakes that only the whole course shows: places in tracks, twins among ids, prerequisites, dead links. */
export const findCourseMistakes = (tracks: TrackDraft[]): ContentMistake[] => {
  const lessons = tracks.flatMap((track) => track.lessons)
  return [
    ...tracks.flatMap(findMisplacedLessons),
    ...findTwinTracks(tracks),
    ...findTwinLessons(lessons),
    ...findTwinQuestions(lessons),
    ...lessons.flatMap((lesson) => findUnknownPrerequisites(lesson, lessons)),
    ...lessons.flatMap((lesson) => findPrerequisiteCircles(lesson, lessons)),
    ...lessons.flatMap((lesson) => findDeadLinks(lesson, tracks)),
  ]
}

const findMisplacedLessons = ({ track, file: trackFile, lessons }: TrackDraft): ContentMistake[] => {
  const steps = listSteps(track)
  return lessons.flatMap((lesson): ContentMistake[] => {
    const step = steps.find((one) => one.slug === lesson.slug)
    const file = `${lesson.folder}/lesson.mdx`
    if (!step)
      return [{ file, line: 1, field: 'folder', message: `no step has the slug ${lesson.slug}`, expected: `NN-slug with a slug of ${trackFile}` }]
    const mistakes: ContentMistake[] = []
    const folder = `${String(step.number).padStart(2, '0')}-${step.slug}`
    if (step.number !== lesson.number)
      mistakes.push({ file, line: 1, field: 'folder', message: `${step.slug} is step ${step.number} of its track`, expected: `the folder ${folder}` })
    for (const field of ['title', 'level'] as const) {
      const found = lesson.frontMatter?.[field]
      if (found === undefined || found === step[field]) continue
      mistakes.push({
        file,
        line: lesson.lineOfField([field]),
        field,
        message: `the ${field} is ${found}`,
        expected: `${step[field]}, as in ${trackFile}`,
      })
    }
    return mistakes
  })
}

const findTwinTracks = (tracks: TrackDraft[]): ContentMistake[] =>
  tracks.flatMap(({ track, file, lineOf }, index) => {
    const twin = tracks.slice(0, index).find((other) => other.track.id === track.id)
    return twin
      ? [{ file, line: lineOf(['id']), field: 'id', message: `${track.id} is the id of ${twin.file} too`, expected: 'an id that no other track has' }]
      : []
  })

const findTwinLessons = (lessons: LessonDraft[]): ContentMistake[] =>
  lessons.flatMap((lesson, index) => {
    const { id } = lesson
    const twin = id && lessons.slice(0, index).find((other) => other.id === id)
    if (!twin) return []
    const file = `${lesson.folder}/lesson.mdx`
    return [
      {
        file,
        line: lesson.lineOfField(['id']),
        field: 'id',
        message: `${id} is the id of ${twin.folder} too`,
        expected: 'an id that no other lesson has',
      },
    ]
  })

const findTwinQuestions = (lessons: LessonDraft[]): ContentMistake[] => {
  const owners = new Map<string, string>()
  return lessons.flatMap((lesson) =>
    (lesson.quiz?.questions ?? []).flatMap(({ id }, index) => {
      const owner = owners.get(id)
      owners.set(id, owner ?? lesson.folder)
      if (!owner || owner === lesson.folder) return []
      const path = ['questions', index, 'id']
      const file = `${lesson.folder}/quiz.yaml`
      return [
        {
          file,
          line: lesson.lineOfQuestion(path),
          field: path.join('.'),
          message: `${id} is a question of ${owner} too`,
          expected: 'an id that no other question has',
        },
      ]
    }),
  )
}

const findUnknownPrerequisites = (lesson: LessonDraft, lessons: LessonDraft[]): ContentMistake[] =>
  (lesson.frontMatter?.prerequisites ?? []).flatMap((id, index) => {
    const found = lessons.find((other) => other.id === id)
    const isLater = found && found.trackSlug === lesson.trackSlug && found.number >= lesson.number
    if (found && !isLater) return []
    const path = ['prerequisites', index]
    const message = found ? `${id} is not before this lesson` : `there is no lesson ${id}`
    return [
      {
        file: `${lesson.folder}/lesson.mdx`,
        line: lesson.lineOfField(path),
        field: path.join('.'),
        message,
        expected: 'the id of an earlier lesson, or of a lesson of another track',
      },
    ]
  })

/** Within a track the order forbids circles; over two tracks nothing else does. Told at every lesson of the circle. */
const findPrerequisiteCircles = (lesson: LessonDraft, lessons: LessonDraft[]): ContentMistake[] =>
  (lesson.frontMatter?.prerequisites ?? []).flatMap((id, index) => {
    const first = lessons.find((other) => other.id === id)
    if (!first || first.trackSlug === lesson.trackSlug) return []
    const reached = new Set<LessonDraft>([first])
    for (const one of reached)
      for (const needed of one.frontMatter?.prerequisites ?? []) {
        const next = lessons.find((other) => other.id === needed)
        if (next) reached.add(next)
      }
    if (!reached.has(lesson)) return []
    const path = ['prerequisites', index]
    return [
      {
        file: `${lesson.folder}/lesson.mdx`,
        line: lesson.lineOfField(path),
        field: path.join('.'),
        message: `${id} needs this lesson first`,
        expected: 'prerequisites that lead in no circle',
      },
    ]
  })

const findDeadLinks = (lesson: LessonDraft, tracks: TrackDraft[]): ContentMistake[] =>
  lesson.links.flatMap(({ url, file, line, field }) => {
    const fault = deadLinkFault(url, lesson, tracks)
    return fault ? [{ file, line, field, ...fault }] : []
  })

type LinkFault = { message: string; expected: string } | null

/** Inner links lead to a lesson that is written, to an anchor that is there, or to a track. Other pages of the site are few and named. */
const deadLinkFault = (url: string, lesson: LessonDraft, tracks: TrackDraft[]): LinkFault => {
  if (url.startsWith('#')) return deadAnchorFault(url.slice(1), lesson)
  if (!url.startsWith('/')) return null
  const [path = '', anchor] = url.split('#')
  if (TOOL_PATHS.some((tool) => tool === path) && anchor === undefined) return null
  const [, root, trackSlug, lessonSlug, ...rest] = path.replace(/\/$/, '').split('/')
  const refuse = (message: string): LinkFault => ({
    message: `${url} leads nowhere: ${message}`,
    expected: `/learn, /learn/<track>, /learn/<track>/<lesson>, or one of ${TOOL_PATHS.join(', ')}`,
  })
  if (root !== 'learn' || rest.length > 0) return refuse('the course is under /learn')
  if (trackSlug === undefined) return null
  const track = tracks.find((one) => one.slug === trackSlug)
  if (!track) return refuse(`there is no track ${trackSlug}`)
  if (lessonSlug === undefined) return null
  const target = track.lessons.find((one) => one.slug === lessonSlug)
  if (target) return anchor === undefined ? null : deadAnchorFault(anchor, target)
  const isStep = listSteps(track.track).some((step) => step.slug === lessonSlug)
  return refuse(isStep ? `the step ${lessonSlug} has no lesson yet` : `there is no step ${lessonSlug}`)
}

const deadAnchorFault = (anchor: string, target: LessonDraft): LinkFault => {
  const headings = target.prose?.headings
  if (!headings || headings.some(({ id }) => id === anchor || encodeURIComponent(id) === anchor)) return null
  return {
    message: `${target.slug} has no heading #${anchor}`,
    expected: headings.length > 0 ? `one of ${headings.map(({ id }) => `#${id}`).join(', ')}` : 'a lesson with headings',
  }
}
