/** The course as its files have it: what the journeys compare the site with. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { makeCookiesSent } from '#lib/quizzes/computed/cookies-sent.ts'
import { makeSetCookieVerdict } from '#lib/quizzes/computed/set-cookie-verdict.ts'
import type { Recipe } from '#lib/quizzes/computed/topics.ts'

const content = fileURLToPath(new URL('../content', import.meta.url))

type Step = { slug: string; title: string; aim: string; level: string }
type Track = { slug: string; title: string; summary: string; modules: { title: string; steps: Step[] }[]; steps: Step[] }
type Why = { why: string }
export type Choice = Why & { id: string; right?: true; text?: string; output?: string }
type WithOptions<Type> = { type: Type; program?: string; options: Choice[] }
/** Made from a seed; its options are what the jar makes of the author’s. */
type Computed = Recipe & { seed: number; situation: string }
export type Question = { id: string; prompt: string; explanation: string } & (
  | WithOptions<'single'>
  | WithOptions<'multiple'>
  | WithOptions<'predict'>
  | (WithOptions<'cookies-sent'> & Computed)
  | (WithOptions<'set-cookie-verdict'> & Computed)
  | { type: 'fill-in'; answers: string[]; nearMisses?: (Why & { answer: string })[] }
  | { type: 'order'; items: { id: string; text: string }[] }
  | { type: 'match'; pairs: (Why & { left: string; right: string })[]; decoys?: (Why & { right: string })[] }
)

export type QuestionOf<Type extends Question['type']> = Extract<Question, { type: Type }>

type File = { path: string; content: string }
type FrontMatter = { id: string; title: string; summary: string; contentVersion: string; discussionTopics: string[]; aims: Record<string, string> }
export type CourseLesson = {
  track: Track
  slug: string
  path: string
  /** Place in the track, from 1. */
  number: number
  frontMatter: FrontMatter & { level: string; mode: string; sources: { title: string; url: string }[] }
  body: string
  questions: Question[]
  lab: {
    title: string
    task: string
    hints: string[]
    sites: { host: string }[]
    browsers?: { name: string }[]
    steps: { id: string; type: string; method?: string; url?: string; note?: string; browser?: string }[]
    start: File[]
    solved: File[]
    checks: string
  } | null
}

const text = (...path: string[]) => readFileSync(join(content, ...path), 'utf8')
const names = (...path: string[]) => readdirSync(join(content, ...path), { withFileTypes: true })

/** Every track, the flagship first, as on the home page. */
export const tracks: Track[] = names()
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const track = parse(text(name, 'track.yaml'))
    return { ...track, slug: name, steps: track.modules.flatMap((module: { steps: Step[] }) => module.steps) }
  })

/** Every lesson that is written. */
export const lessons: CourseLesson[] = tracks.flatMap((track) =>
  names(track.slug)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readLesson(track, name)),
)

export const lessonOf = (slug: string): CourseLesson => {
  const found = lessons.find((lesson) => lesson.slug === slug)
  if (!found) throw new Error(`content/ holds no lesson ${slug}`)
  return found
}

/** Step 1 of the flagship: a server's lab and a question of each type. */
export const SHORT = lessonOf('http-forgets-you')
/** Step 27: the longest one, with a lab of several files. */
export const CONCEPT = lessonOf('cookies-sessions-concept')
/** Of a track to read and answer only. */
export const PLAIN = lessonOf('a-request-line-by-line')

/** The question of a lesson that has this type. */
export function questionOf<Type extends Question['type']>(lesson: CourseLesson, type: Type): QuestionOf<Type> {
  const found = lesson.questions.find((question) => question.type === type)
  if (!found) throw new Error(`${lesson.slug} has no question of type ${type}`)
  return found as QuestionOf<Type>
}

/** A line of Markdown as a reader sees it. */
export const plain = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/(^|[\s(])\*(\S[^*]*)\*/g, '$1$2')
    .replace(/\\([<{*_`[\]])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()

/** A computed question in the form that a seed stands for (the author's, unless another is asked for). */
export function formOf<Computed extends QuestionOf<'cookies-sent' | 'set-cookie-verdict'>>(question: Computed, seed = question.seed): Computed {
  const { situation, options } = (question.type === 'cookies-sent' ? makeCookiesSent : makeSetCookieVerdict)(seed, question)
  return {
    ...question,
    seed,
    situation,
    options: options.map(({ text, isRight, why }) => ({ id: text, text, why, ...(isRight ? { right: true } : {}) })),
  }
}

function withComputedParts(question: Question): Question {
  return question.type === 'cookies-sent' || question.type === 'set-cookie-verdict' ? formOf(question) : question
}

function readLesson(track: Track, folder: string): CourseLesson {
  const slug = folder.replace(/^\d+-/, '')
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text(track.slug, folder, 'lesson.mdx')) ?? []
  return {
    track,
    slug,
    path: `/learn/${track.slug}/${slug}`,
    number: track.steps.findIndex((step) => step.slug === slug) + 1,
    frontMatter: parse(head),
    body,
    questions: parse(text(track.slug, folder, 'quiz.yaml')).questions.map(withComputedParts),
    lab: existsSync(join(content, track.slug, folder, 'lab')) ? readLab(track.slug, folder) : null,
  }
}

function readLab(track: string, folder: string): CourseLesson['lab'] {
  const files = (state: string) =>
    readdirSync(join(content, track, folder, 'lab', state), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => ({ path: name, content: readFileSync(join(parentPath, name), 'utf8') }))
  return {
    ...parse(text(track, folder, 'lab', 'lab.yaml')),
    start: files('start'),
    solved: files('solved'),
    checks: text(track, folder, 'lab', 'checks.js'),
  }
}
