import type { Root } from 'mdast'
import { type Quiz, QuizSchema } from '#lib/quizzes/quiz-schema.ts'
import type { ContentMistake } from '../content-mistake.ts'
import type { Heading, Lab } from '../lesson.ts'
import { type FrontMatter, FrontMatterSchema } from '../lesson-schema.ts'
import { findCodeMistakes } from '../prose/code-blocks.ts'
import { findUnsafe } from '../prose/lesson-guard.ts'
import { headingsOf, lessonToHast } from '../prose/lesson-hast.ts'
import { parseLessonTree } from '../prose/lesson-tree.ts'
import { findMarkdownMistakes, listMarkdownLinks, type PlacedLink } from '../prose/markdown-rules.ts'
import { countCodeLines, countWords, findMissingParts, listComponents, listLinks } from '../prose/prose-rules.ts'
import { type ContentFiles, listBelow, textOfFile } from './content-source.ts'
import { loadLab } from './load-lab.ts'
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
  prose: { body: string; headings: Heading[]; words: number; allWords: number; codeLines: number; questionIds: string[] } | null
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
  const quiz = readText(files, draft, `${folder}/quiz.yaml`, 'the questions of the lesson')
  if (quiz !== null) readQuiz(draft, quiz)
  placeQuestions(draft)
  if (draft.frontMatter) {
    const { lab, mistakes, links } = loadLab(files, folder, draft.frontMatter.mode)
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
      ['lesson.mdx', 'quiz.yaml', 'lab/lab.yaml', 'lab/recorded.json'].includes(path) || /^lab\/(start|solved)\//.test(path) || PICTURE.test(path)
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
    draft.id = value?.id ?? /^id:\s*["']?(les-[a-z0-9-]+)/m.exec(yaml)?.[1] ?? null
    draft.lineOfField = lineOf
    draft.mistakes.push(...mistakes)
    for (const [name, aim] of Object.entries(value?.aims ?? {}))
      draft.mistakes.push(...findMarkdownMistakes(aim, file, `aims.${name}`, lineOf(['aims', name])))
  }
  const blankLines = '\n'.repeat(block.split('\n').length - 1)
  readProse(files, draft, file, blankLines + text.slice(block.length))
}

const readProse = (files: ContentFiles, draft: LessonDraft, file: string, body: string) => {
  const tree = parseProse(draft, file, body)
  if (!tree) return
  const unsafe = findUnsafe(tree, file)
  draft.mistakes.push(...unsafe, ...findCodeMistakes(tree, file))
  draft.links.push(...listLinks(tree).map((link) => ({ ...link, file, field: 'link' })))
  if (unsafe.length > 0) return
  const firstLine = body.length - body.trimStart().length > 0 ? body.slice(0, body.length - body.trimStart().length).split('\n').length : 1
  draft.mistakes.push(...findMissingParts(tree, file, firstLine))
  for (const { name, props, line } of listComponents(tree)) {
    if (name === 'Figure' && !files.has(`${draft.folder}/${String(props.src)}`)) {
      draft.mistakes.push({
        file,
        line,
        field: '<Figure src>',
        message: `there is no picture ${String(props.src)}`,
        expected: "a picture in the lesson's folder",
      })
    }
  }
  const words = countWords(tree)
  draft.prose = {
    body,
    headings: headingsOf(lessonToHast(tree)),
    words: words.prose,
    allWords: words.all,
    codeLines: countCodeLines(tree),
    questionIds: [],
  }
}

const parseProse = (draft: LessonDraft, file: string, body: string): Root | null => {
  try {
    return parseLessonTree(body)
  } catch (error) {
    if (!(error instanceof Error && 'reason' in error && 'line' in error)) throw error
    const expected = 'MDX that can be read; < and { in prose are written \\< and \\{ or in `code`'
    const reason = String(error.reason).replace(/\s+/g, ' ')
    // Where a tag is never closed, the parser tells the place in its words alone.
    const line = Number(error.line ?? /\((\d+):\d+-/.exec(reason)?.[1] ?? 1)
    draft.mistakes.push({ file, line, field: 'mdx', message: reason.replace(/ \(\d+:\d+-\d+:\d+\)$/, ''), expected })
    return null
  }
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
      draft.mistakes.push(...findMarkdownMistakes(markdown, file, place.join('.'), lineOf(place)))
      draft.links.push(...listMarkdownLinks(markdown, file, place.join('.'), lineOf(place)))
    }
  })
  if (draft.frontMatter) draft.mistakes.push(...findQuizShortfall(value, draft.frontMatter.mode).map((fault) => ({ file, line: 1, ...fault })))
}

/** `<Quiz ids>` and `<Lab>` point to what is there, and each question stands in one place. */
const placeQuestions = (draft: LessonDraft) => {
  const { prose, quiz, frontMatter, mistakes } = draft
  if (!prose) return
  const file = `${draft.folder}/lesson.mdx`
  for (const { name, props, line } of listComponents(parseLessonTree(prose.body))) {
    if (name === 'Lab' && frontMatter?.mode === 'none')
      mistakes.push({ file, line, field: '<Lab>', message: 'the lesson has no lab', expected: 'no <Lab> in a lesson of mode none' })
    if (name !== 'Quiz' || !Array.isArray(props.ids)) continue
    for (const id of props.ids.map(String)) {
      if (quiz && !quiz.questions.some((question) => question.id === id)) {
        mistakes.push({ file, line, field: '<Quiz ids>', message: `there is no question ${id}`, expected: 'ids of quiz.yaml' })
      } else if (prose.questionIds.includes(id)) {
        mistakes.push({ file, line, field: '<Quiz ids>', message: `${id} is placed twice`, expected: 'each question in one place' })
      } else prose.questionIds.push(id)
    }
  }
}
