/** What the catalogue gives: the shapes of a track, a step and a lesson after everything was checked. */
import type { JobInput, RunEvent } from '@crumbtrail/runner/contract'
import type { Quiz } from '#lib/quizzes/quiz-schema.ts'
import type { ContentMistake } from './content-mistake.ts'
import type { FrontMatter, Level, Mode } from './lesson-schema.ts'

/** A whole track. `steps` holds the same steps as `modules`, in one list; step numbers start at 1. */
export type Track = {
  id: string
  slug: string
  title: string
  summary: string
  modules: { id: string; title: string; steps: TrackStep[] }[]
  steps: TrackStep[]
}

/** One step of a track. `lesson` is null as long as none is written; such a step is shown and is not a link. */
export type TrackStep = {
  number: number
  slug: string
  title: string
  aim: string
  level: Level
  moduleId: string
  lesson: StepLesson | null
}

/** What lists of steps and progress need to know of a lesson. */
export type StepLesson = {
  id: string
  summary: string
  mode: Mode
  minutes: number
  contentVersion: string
  lastReviewed: string
  questionIds: string[]
  hasLab: boolean
}

/** Enough of a lesson to link to it. */
export type LessonLink = { id: string; title: string; trackSlug: string; slug: string }

/** A heading of the prose; `id` is its anchor on the page. Depth 2 or 3, in reading order. */
export type Heading = { id: string; depth: 2 | 3; text: string }

/**
 * A lesson with everything that belongs to it. It holds answers (`quiz`) and the solution (`lab.solved`): it stays on the
 * server, and pages pass on only the parts that a learner may see.
 */
export type Lesson = {
  id: string
  track: { slug: string; title: string; stepCount: number }
  module: { id: string; title: string }
  slug: string
  number: number
  /** Place in the track, in percent of its steps, rounded: step 27 of 36 is 75. */
  percentThrough: number
  frontMatter: FrontMatter
  prerequisites: LessonLink[]
  /** Words of prose: code and the apparatus (interviews, cards, tables, …) are not counted. */
  words: number
  /** The author's `effortMinutes`, else computed from words, code, questions and lab. */
  minutes: number
  headings: Heading[]
  /** Lesson text as MDX, given to `renderLesson`; the front matter's lines are blank so that line numbers are the file's. */
  body: string
  quiz: Quiz
  /** Questions that the prose places by `<Quiz ids>`; the others stand at the end of the page. */
  questionIdsInProse: string[]
  lab: Lab | null
  previous: TrackStep | null
  next: TrackStep | null
}

/** In place of a lesson with mistakes, while content is read live; a build stops instead. */
export type BrokenLesson = { slug: string; trackSlug: string; broken: ContentMistake[] }

export type LabFile = { path: string; content: string }

/** A lab. `solved` is never sent to a browser. A script has `entry`, a server has `sites` and `steps`. */
export type Lab = {
  title: string
  /** Markdown, for `renderMarkdown`. */
  task: string
  /** Markdown, each helping more than the one before. */
  hints: string[]
  kind: 'script' | 'server'
  entry: string | null
  stdin: string | null
  sites: NonNullable<JobInput['sites']>
  /** The simulated browsers of its steps; empty where every step is a raw request. */
  browsers: NonNullable<JobInput['browsers']>
  /** What runs beside its servers, and whether a service's keys are told after each step. */
  services: NonNullable<JobInput['services']>
  listsKeys: boolean
  /** Where its clock starts, as an ISO instant; null for real time. */
  clockStart: string | null
  steps: NonNullable<JobInput['steps']>
  /** Source of the checks that its solution passes and its starter does not: what the learner must achieve. Learners may read it. */
  checks: string
  /** In the order of the tabs. */
  start: LabFile[]
  solved: LabFile[]
  /** What the content check saw when it ran `start`; values that differ from run to run are named (`session#1`). Null until recorded. */
  recorded: { contentVersion: string; start: RunEvent[] } | null
}
