import type { Root } from 'mdast'
import type { Quiz } from '#lib/quizzes/quiz-schema.ts'
import type { ContentMistake } from '../content-mistake.ts'
import type { Heading } from '../lesson.ts'
import type { Mode } from '../lesson-schema.ts'
import { findCodeMistakes } from '../prose/code-blocks.ts'
import { findUnsafe } from '../prose/lesson-guard.ts'
import { headingsOf, lessonToHast } from '../prose/lesson-hast.ts'
import { parseLessonTree } from '../prose/lesson-tree.ts'
import type { PlacedLink } from '../prose/markdown-rules.ts'
import { countCodeLines, countWords, findMissingParts, listComponents, listLinks, type PlacedComponent } from '../prose/prose-rules.ts'
import type { ContentFiles } from './content-source.ts'

/** A lesson's prose that may be drawn. `words` are those of prose, `allWords` all outside code. */
export type ProseDraft = {
  body: string
  headings: Heading[]
  words: number
  allWords: number
  codeLines: number
  components: PlacedComponent[]
}

type ProseReading = { prose: ProseDraft | null; mistakes: ContentMistake[]; links: PlacedLink[] }

/** The prose of a lesson folder; null when it is not MDX or holds something else than data. `body` has the file's line numbers. */
export const loadProse = (files: ContentFiles, folder: string, body: string): ProseReading => {
  const file = `${folder}/lesson.mdx`
  const tree = parseProse(body, file)
  if ('message' in tree) return { prose: null, mistakes: [tree], links: [] }
  const links = listLinks(tree).map((link) => ({ ...link, file, field: 'link' }))
  const unsafe = findUnsafe(tree, file)
  const mistakes = [...unsafe, ...findCodeMistakes(tree, file, body)]
  if (unsafe.length > 0) return { prose: null, mistakes, links }

  const firstLine = (/^\s*/.exec(body)?.[0] ?? '').split('\n').length
  const components = listComponents(tree)
  mistakes.push(...findMissingParts(tree, file, firstLine), ...components.flatMap((component) => findMissingPicture(component, files, folder)))
  const words = countWords(tree)
  const headings = headingsOf(lessonToHast(tree))
  return { prose: { body, headings, words: words.prose, allWords: words.all, codeLines: countCodeLines(tree), components }, mistakes, links }
}

const parseProse = (body: string, file: string): Root | ContentMistake => {
  try {
    return parseLessonTree(body)
  } catch (error) {
    if (!(error instanceof Error && 'reason' in error && 'line' in error)) throw error
    const expected = 'MDX that can be read; < and { in prose are written \\< and \\{ or in `code`'
    const reason = String(error.reason).replace(/\s+/g, ' ')
    // Where a tag is never closed, the parser tells the place in its words alone.
    const line = Number(error.line ?? /\((\d+):\d+-/.exec(reason)?.[1] ?? 1)
    return { file, line, field: 'mdx', message: reason.replace(/ \(\d+:\d+-\d+:\d+\)$/, ''), expected }
  }
}

const findMissingPicture = ({ name, props, line }: PlacedComponent, files: ContentFiles, folder: string): ContentMistake[] => {
  if (name !== 'Figure' || files.has(`${folder}/${String(props.src)}`)) return []
  const message = `there is no picture ${String(props.src)}`
  return [{ file: `${folder}/lesson.mdx`, line, field: '<Figure src>', message, expected: "a picture in the lesson's folder" }]
}

/** Ids that `<Quiz>` places in the prose, in reading order. */
export const listPlacedQuestions = ({ components }: ProseDraft): { id: string; line: number }[] =>
  components.flatMap(({ name, props, line }) =>
    name === 'Quiz' && Array.isArray(props.ids) ? props.ids.map((id) => ({ id: String(id), line })) : [],
  )

/** `<Quiz ids>` and `<Lab>` that point to nothing, and questions that stand in two places. A quiz or mode that cannot be read is no fault of these. */
export const findMisplacedParts = (prose: ProseDraft, file: string, quiz: Quiz | null, mode: Mode | null): ContentMistake[] => {
  const labs = prose.components.filter(({ name }) => name === 'Lab' && mode === 'none')
  const placed = listPlacedQuestions(prose)
  return [
    ...labs.map(({ line }) => ({ file, line, field: '<Lab>', message: 'the lesson has no lab', expected: 'no <Lab> in a lesson of mode none' })),
    ...placed.flatMap(({ id, line }, index): ContentMistake[] => {
      const mistake = { file, line, field: '<Quiz ids>' }
      if (quiz && !quiz.questions.some((question) => question.id === id))
        return [{ ...mistake, message: `there is no question ${id}`, expected: 'ids of quiz.yaml' }]
      const isTwin = placed.findIndex((other) => other.id === id) !== index
      return isTwin ? [{ ...mistake, message: `${id} is placed twice`, expected: 'each question in one place' }] : []
    }),
  ]
}
