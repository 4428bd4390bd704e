import { type Quiz, QuizSchema } from '#lib/quizzes/quiz-schema.ts'
import type { ContentMistake } from '../content-mistake.ts'
import type { Lab } from '../lesson.ts'
import { type FrontMatter, FrontMatterSchema } from '../lesson-schema.ts'
import { type PlacedLink, readMarkdownField } from '../prose/markdown-rules.ts'
import { type ContentFiles, listBelow, textOfFile } from './content-source.ts'
import { loadLab } from './load-lab.ts'
import { findMisplacedParts, loadProse, type ProseDraft } from './load-prose.ts'
import { findQuizShortfall, listMarkdownFields } from './quiz-standard-rules.ts'
import { readYaml } from './read-yaml.ts'

/** One lesson folder as far as it can be read by itself; what concerns other lessons is judged with the whole course. */
export type LessonDraft = {
  folder: string
  trackSlug: string
  /** From the folder's name. */
  number: number
  slug: string
  mistakes: ContentMistake[]
  /** Known as soon as it can be made out, so that a fault elsewhere in the front matter raises no second one in other lessons. */
  id: string | null
  frontMatter: FrontMatter | null
  prose: ProseDraft | null
  quiz: Quiz | null
  lab: Lab | null
  links: PlacedLink[]
  /** Line of a front matter field in lesson.mdx, and of a path into quiz.yaml. */
  lineOfField: (path: (string | number)[]) => number
  lineOfQuestion: (path: (string | number)[]) => number
}

const FRONT_MATTER = /^---\n([\s\S]*?)\n---(?:\n|$)/
const PICTURE = /^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png|webp|avif|jpg)$/

/** Reads `content/<track>/<NN-slug>` and tells every mistake that can be seen without the other lessons. */
export const loadLesson = (files: ContentFiles, trackSlug: string, folderName: string): LessonDraft => {
  const folder = `content/${trackSlug}/${folderName}`
  const [, digits = '0', slug = folderName] = /^(\d{2})-(.+)$/.exec(folderName) ?? []
  const draft: LessonDraft = {
    folder,
    trackSlug,
    number: Number(digits),
    slug,
    mistakes: [],
    id: null,
    frontMatter: null,
    prose: null,
    quiz: null,
    lab: null,
    links: [],
    lineOfField: () => 1,
    lineOfQuestion: () => 1,
  }
  refuseStrangers(files, draft)
  const text = readText(files, draft, `${folder}/lesson.mdx`, 'the lesson with its front matter')
  if (text !== null) readLessonFile(files, draft, text)
  const questions = readText(files, draft, `${folder}/quiz.yaml`, 'the questions of the lesson')
  if (questions !== null) readQuiz(draft, questions)
  const { prose, quiz, frontMatter } = draft
  if (prose) draft.mistakes.push(...findMisplacedParts(prose, `${folder}/lesson.mdx`, quiz, frontMatter?.mode ?? null))
  if (frontMatter) {
    const { lab, mistakes, links } = loadLab(files, folder, frontMatter.mode)
    draft.lab = lab
    draft.mistakes.push(...mistakes)
    draft.links.push(...links)
  }
  return draft
}

const readText = (files: ContentFiles, draft: LessonDraft, file: string, purpose: string): string | null => {
  const text = textOfFile(files, file)
  if (text === null) draft.mistakes.push({ file, line: 1, field: 'file', message: 'the file is missing', expected: purpose })
  return text
}

const refuseStrangers = (files: ContentFiles, { folder, mistakes }: LessonDraft) => {
  for (const path of listBelow(files, folder)) {
    const isKnown =
      ['lesson.mdx', 'quiz.yaml', 'lab/lab.yaml', 'lab/checks.js', 'lab/recorded.json'].includes(path) ||
      /^lab\/(start|solved)\//.test(path) ||
      PICTURE.test(path)
    if (isKnown) continue
    mistakes.push({
      file: `${folder}/${path}`,
      line: 1,
      field: 'file',
      message: 'no lesson has such a file',
      expected: 'lesson.mdx, quiz.yaml, lab/ or a picture such as flow.svg',
    })
  }
}

const readLessonFile = (files: ContentFiles, draft: LessonDraft, text: string) => {
  const file = `${draft.folder}/lesson.mdx`
  const [block = '', yaml] = FRONT_MATTER.exec(text) ?? []
  draft.id = /^id:\s*["']?(les-[a-z0-9-]+)/m.exec(yaml ?? text)?.[1] ?? null
  if (yaml === undefined) {
    draft.mistakes.push({
      file,
      line: 1,
      field: 'front matter',
      message: 'the file does not begin with front matter',
      expected: 'fields between two lines ---',
    })
  } else {
    const { value, mistakes, lineOf } = readYaml(FrontMatterSchema, yaml, file, 2)
    draft.frontMatter = value
    draft.id = value?.id ?? draft.id
    draft.lineOfField = lineOf
    draft.mistakes.push(...mistakes)
    for (const [name, aim] of Object.entries(value?.aims ?? {})) addField(draft, aim, file, ['aims', name], lineOf(['aims', name]))
  }
  const blankLines = '\n'.repeat(block.split('\n').length - 1)
  const { prose, mistakes, links } = loadProse(files, draft.folder, blankLines + text.slice(block.length))
  draft.prose = prose
  draft.mistakes.push(...mistakes)
  draft.links.push(...links)
}

const addField = (draft: LessonDraft, markdown: string, file: string, path: (string | number)[], line: number) => {
  const { mistakes, links } = readMarkdownField(markdown, file, path.join('.'), line)
  draft.mistakes.push(...mistakes)
  draft.links.push(...links)
}

const readQuiz = (draft: LessonDraft, text: string) => {
  const file = `${draft.folder}/quiz.yaml`
  const { value, mistakes, lineOf } = readYaml(QuizSchema, text, file)
  draft.quiz = value
  draft.lineOfQuestion = lineOf
  draft.mistakes.push(...mistakes)
  if (!value) return
  value.questions.forEach((question, index) => {
    for (const { path, text: markdown } of listMarkdownFields(question)) {
      const place = ['questions', index, ...path]
      addField(draft, markdown, file, place, lineOf(place))
    }
  })
  if (draft.frontMatter) draft.mistakes.push(...findQuizShortfall(value, draft.frontMatter.mode).map((fault) => ({ file, line: 1, ...fault })))
}
