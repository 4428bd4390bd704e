import type { Code, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { ContentMistake } from '../content-mistake.ts'
import { parseLessonTree } from './lesson-tree.ts'

/** Languages of code blocks in lessons; `output` is what the run before it prints. */
export const CODE_LANGUAGES = ['js', 'ts', 'http', 'sh', 'json', 'yaml', 'html', 'css', 'sql', 'diff', 'text', 'output'] as const
export type CodeLanguage = (typeof CODE_LANGUAGES)[number]

/** Blocks in these languages claim that something works: they are executed, or say why not. */
const CLAIMING: readonly string[] = ['js', 'ts', 'http']
const RUNNABLE: readonly string[] = ['js', 'ts']

export type CodeFence = { run: boolean; excuse: string | null; faults: string[] }

/**
 * What stands after the language of a fence: `run`, or `excuse="why"`. `faults` names every part that is neither, in words.
 */
export const parseFenceMeta = (meta: string | null | undefined): CodeFence => {
  const fence: CodeFence = { run: false, excuse: null, faults: [] }
  const rest = (meta ?? '').replace(/(?:^|\s)excuse="([^"]*)"(?=\s|$)/g, (_, reason: string) => {
    if (fence.excuse !== null) fence.faults.push('excuse is given twice')
    fence.excuse = reason.trim()
    return ' '
  })
  for (const word of rest.split(/\s+/).filter(Boolean)) {
    if (word !== 'run') fence.faults.push(`${word} means nothing here`)
    else if (fence.run) fence.faults.push('run is given twice')
    else fence.run = true
  }
  if (fence.run && fence.excuse !== null) fence.faults.push('both run and excuse are given')
  if (fence.excuse === '') fence.faults.push('the excuse is empty')
  return fence
}

/** A program of a lesson's prose with the output that the lesson states; `output` is null when it states none. */
export type ProseProgram = { language: 'js' | 'ts'; program: string; line: number; output: { text: string; line: number } | null }

/**
 * The programs marked `run` in a lesson's body, in reading order. The `output` block that comes next before another
 * program belongs to it, wherever it stands (in a `<Predict>`, for example). Expects a body without mistakes.
 */
export const listProsePrograms = (body: string): ProseProgram[] => {
  const programs: ProseProgram[] = []
  for (const block of codeBlocksOf(parseLessonTree(body))) {
    if (block.lang === 'output') {
      const program = programs.at(-1)
      if (program) program.output = { text: block.value, line: lineOf(block) }
    } else if (parseFenceMeta(block.meta).run) {
      programs.push({ language: block.lang === 'ts' ? 'ts' : 'js', program: block.value, line: lineOf(block), output: null })
    }
  }
  return programs
}

export const codeBlocksOf = (tree: Root): Code[] => {
  const blocks: Code[] = []
  visit(tree, 'code', (node) => {
    blocks.push(node)
  })
  return blocks
}

const lineOf = (block: Code): number => block.position?.start.line ?? 1

const isClosed = ({ position }: Code, lines: readonly string[]): boolean =>
  position !== undefined && position.end.line > position.start.line && /(`{3,}|~{3,})\s*$/.test(lines[position.end.line - 1] ?? '')

/** Mistakes in a lesson's code blocks: language, meta, blocks neither closed, executed nor excused, outputs without a program. `body` is what was parsed. */
export const findCodeMistakes = (tree: Root, file: string, body: string): ContentMistake[] => {
  const mistakes: ContentMistake[] = []
  const lines = body.split('\n')
  let awaitsOutput = false
  for (const block of codeBlocksOf(tree)) {
    const language = block.lang ?? ''
    const say = (message: string, expected: string) =>
      mistakes.push({ file, line: lineOf(block), field: `code ${language}`.trim(), message, expected })
    if (!isClosed(block, lines)) say('the block is never closed, so all that follows is code', 'a line of ``` at its end')
    const { run, excuse, faults } = parseFenceMeta(block.meta)
    for (const fault of faults) say(fault, 'run, or excuse="why it is not executed", or nothing after the language')
    if (!(CODE_LANGUAGES as readonly string[]).includes(language)) {
      say(language ? `${language} is not a language of lessons` : 'the block names no language', `one of ${CODE_LANGUAGES.join(', ')}`)
    } else if (language === 'output') {
      if (run || excuse !== null) say('an output block is neither executed nor excused', 'nothing after output')
      if (!awaitsOutput) say('there is no program whose output this could be', 'a ```js run block before it, with one output block')
      awaitsOutput = false
    } else if (run) {
      if (!RUNNABLE.includes(language)) say(`a ${language} block cannot be executed`, 'excuse="why it is not executed"')
      awaitsOutput = true
    } else if (CLAIMING.includes(language) && excuse === null && faults.length === 0) {
      say('the block is neither executed nor excused', 'run, or excuse="why it is not executed", after the language')
    }
  }
  return mistakes
}
