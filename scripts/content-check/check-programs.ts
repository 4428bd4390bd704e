import { CONTRACT_VERSION, type JobInput } from '@crumbtrail/runner/contract'
import type { ContentMistake } from '#lib/lessons/content-mistake.ts'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { type ContentFiles, textOfFile } from '#lib/lessons/loading/content-source.ts'
import { readYaml } from '#lib/lessons/loading/read-yaml.ts'
import { listProsePrograms } from '#lib/lessons/prose/code-blocks.ts'
import { QuizSchema } from '#lib/quizzes/quiz-schema.ts'
import { badEnd, type Played, printed, Refusal } from './run-job.ts'

/** Plays a job; the check's tests give one that answers without a sandbox. */
export type Play = (job: JobInput) => Promise<Played>

/** A program of a lesson with what it must print, and where to tell a mistake. */
export type StatedProgram = {
  file: string
  field: string
  language: 'js' | 'ts'
  program: string
  line: number
  /** Null when nothing is stated, so nothing may be printed. */
  output: { text: string; line: number } | null
}

/** Every program that a lesson claims to run: those of its prose and those of its predict questions. */
export const listPrograms = (lesson: Lesson, folder: string, files: ContentFiles): StatedProgram[] => {
  const prose = listProsePrograms(lesson.body).map((program) => ({ ...program, file: `${folder}/lesson.mdx`, field: `code ${program.language}` }))
  const file = `${folder}/quiz.yaml`
  const { lineOf } = readYaml(QuizSchema, textOfFile(files, file) ?? '', file)
  const predictions = lesson.quiz.questions.flatMap((question, index): StatedProgram[] => {
    if (question.type !== 'predict') return []
    const place = question.options.findIndex((option) => option.right)
    const path = ['questions', index, 'options', place, 'output']
    return [
      {
        file,
        field: path.join('.'),
        language: 'js',
        program: question.program,
        line: lineOf(['questions', index, 'program']),
        output: { text: question.options[place]?.output ?? '', line: lineOf(path) },
      },
    ]
  })
  return [...prose, ...predictions]
}

/** Runs one program and compares what it prints, character by character; a line end at the very end does not count. */
export const checkProgram = async (stated: StatedProgram, play: Play): Promise<ContentMistake[]> => {
  const { file, field, line, output } = stated
  const job: JobInput = {
    version: CONTRACT_VERSION,
    kind: 'script',
    files: [{ path: `program.${stated.language}`, content: stated.program }],
    caller: 'content-check',
  }
  const played = await play(job).catch((error: unknown) => {
    if (error instanceof Refusal) return error
    throw error
  })
  if (played instanceof Refusal)
    return [{ file, line, field, message: `the runner refused the program: ${played.message}`, expected: 'a program that can be run' }]
  const [stdout, stderr] = [printed(played.events, 'stdout'), printed(played.events, 'stderr')]
  const end = badEnd(played.end)
  if (end)
    return [{ file, line, field, message: `${end}${stderr ? `: ${firstLines(stderr)}` : ''}`, expected: 'a program that ends by itself with code 0' }]
  if (stderr)
    return [{ file, line, field, message: `the program writes to standard error: ${firstLines(stderr)}`, expected: 'nothing on standard error' }]
  const found = withoutLastLineEnd(stdout)
  if (!output) {
    if (found === '') return []
    return [
      {
        file,
        line,
        field,
        message: `the program prints ${JSON.stringify(firstLines(found))} and the lesson states no output`,
        expected: 'an output block after the program',
      },
    ]
  }
  const wanted = withoutLastLineEnd(output.text)
  if (found === wanted) return []
  const [lines, wantedLines] = [found.split('\n'), wanted.split('\n')]
  const at = lines.findIndex((text, index) => text !== wantedLines[index])
  const index = at < 0 ? lines.length : at
  const message = `line ${index + 1} of the output is stated as ${show(wantedLines[index])}`
  return [{ file, line: output.line, field, message, expected: `${show(lines[index])}, which the program prints` }]
}

const show = (line: string | undefined) => (line === undefined ? 'missing' : JSON.stringify(line))
const withoutLastLineEnd = (text: string) => text.replace(/\r?\n$/, '')
const firstLines = (text: string) => text.trim().split('\n').slice(0, 3).join(' / ').slice(0, 300)
