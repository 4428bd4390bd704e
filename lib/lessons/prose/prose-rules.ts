import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { ContentMistake } from '../content-mistake.ts'
import { isLessonComponentName, LESSON_COMPONENT_CHILDREN, type LessonComponentName } from '../lesson-component-schema.ts'
import { codeBlocksOf } from './code-blocks.ts'
import { attributeValue } from './lesson-guard.ts'
import { type Element, isElement } from './lesson-tree.ts'
import type { Literal } from './literal-value.ts'

/** Words of prose that a lesson may have. Less leaves the idea unexplained; more is two lessons. */
export const PROSE_WORDS = { min: 600, max: 1500 } as const

/** Words a minute of technical prose read with care, lines of code a minute, minutes for a question and for a lab. */
const PACE = { wordsPerMinute: 180, codeLinesPerMinute: 20, minutesPerQuestion: 0.75, minutesPerLab: 8 } as const

/** Minutes that a lesson takes, whole and at least 1, when its author states none. */
export const computeMinutes = (size: { words: number; codeLines: number; questions: number; hasLab: boolean }): number =>
  Math.max(
    1,
    Math.ceil(
      size.words / PACE.wordsPerMinute +
        size.codeLines / PACE.codeLinesPerMinute +
        size.questions * PACE.minutesPerQuestion +
        (size.hasLab ? PACE.minutesPerLab : 0),
    ),
  )

/** Words outside code. `all` counts everything that is read; `prose` leaves out the apparatus (interviews, cards, tables, …). */
export const countWords = (tree: Root): { prose: number; all: number } => {
  const count = { prose: 0, all: 0 }
  const walk = (node: Nodes, isProse: boolean) => {
    const counts = isProse && !(isElement(node) && isLessonComponentName(node.name) && !LESSON_COMPONENT_CHILDREN[node.name].counted)
    if (node.type === 'text' || node.type === 'inlineCode') {
      const words = node.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
      count.all += words
      if (counts) count.prose += words
    }
    if ('children' in node) for (const child of node.children) walk(child, counts)
  }
  walk(tree, true)
  return count
}

export const countCodeLines = (tree: Root): number => codeBlocksOf(tree).reduce((sum, block) => sum + block.value.split('\n').length, 0)

/** A component of the prose with its props; expects a tree that the guard let pass. */
export type PlacedComponent = { name: LessonComponentName; props: Record<string, Literal>; line: number; node: Element }

/** The components of a guarded tree in reading order. */
export const listComponents = (tree: Root): PlacedComponent[] => {
  const found: PlacedComponent[] = []
  visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
    const element = node as Element
    if (!isLessonComponentName(element.name)) return
    const props: Record<string, Literal> = {}
    for (const attribute of element.attributes) {
      if (attribute.type === 'mdxJsxAttribute') props[attribute.name] = attributeValue(attribute.value)
    }
    found.push({ name: element.name, props, line: element.position?.start.line ?? 1, node: element })
  })
  return found
}

/** Addresses that links of a tree point to, with their lines. */
export const listLinks = (tree: Root): { url: string; line: number }[] => {
  const links: { url: string; line: number }[] = []
  visit(tree, ['link', 'definition'], (node) => {
    if ('url' in node) links.push({ url: node.url, line: node.position?.start.line ?? 1 })
  })
  return links
}

/** What every lesson holds (content/README.md), seen over its prose; the questions are judged apart. */
export const findMissingParts = (tree: Root, file: string, firstLine: number): ContentMistake[] => {
  const components = listComponents(tree)
  const mistakes: ContentMistake[] = []
  const say = (field: string, message: string, expected: string, line = firstLine) => mistakes.push({ file, line, field, message, expected })
  const placed = (name: LessonComponentName) => components.filter((component) => component.name === name)
  const answersIn = (name: LessonComponentName) =>
    placed(name).reduce((sum, { node }) => sum + node.children.filter((child) => isElement(child)).length, 0)

  const { prose } = countWords(tree)
  if (prose < PROSE_WORDS.min || prose > PROSE_WORDS.max)
    say('prose', `the lesson has ${prose} words of prose`, `${PROSE_WORDS.min} to ${PROSE_WORDS.max}`)
  const questions = answersIn('InterviewQuestions')
  if (questions < 2 || questions > 4) {
    const line = placed('InterviewQuestions')[0]?.line
    say('<InterviewQuestions>', `the lesson has ${questions} interview questions`, '2 to 4 <QA> in <InterviewQuestions>', line)
  }
  if (answersIn('InterviewCards') === 0) say('<InterviewCards>', 'the lesson has no interview cards', 'at least one <QA> in <InterviewCards>')
  if (placed('Tip').length === 0) say('<Tip>', 'the lesson has no tip', 'at least one <Tip>')
  if (placed('Mistake').length === 0) say('<Mistake>', 'the lesson has no common mistake', 'at least one <Mistake title="…">')
  const checks = placed('SelfCheck')
  const items = checks.flatMap(({ node }) => node.children.flatMap((child) => (child.type === 'list' ? child.children : [])))
  if (items.length < 3)
    say('<SelfCheck>', `the lesson has ${items.length} self-check questions`, 'at least three list items in <SelfCheck>', checks[0]?.line)
  return mistakes
}
