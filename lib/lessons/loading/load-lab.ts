import { JobSchema } from '@crumbtrail/runner/contract'
import type { z } from 'zod'
import type { ContentMistake } from '../content-mistake.ts'
import { labToJob } from '../lab-job.ts'
import { LabSchema, type LabStep } from '../lab-schema.ts'
import type { Lab, LabFile } from '../lesson.ts'
import type { Mode } from '../lesson-schema.ts'
import { type PlacedLink, readMarkdownField } from '../prose/markdown-rules.ts'
import { RecordingSchema } from '../recording-schema.ts'
import { type ContentFiles, listBelow, textOfFile } from './content-source.ts'
import { readYaml } from './read-yaml.ts'
import { describeField, describeIssues, FITTING } from './schema-mistakes.ts'

type LabReading = { lab: Lab | null; mistakes: ContentMistake[]; links: PlacedLink[] }
type AuthoredLab = z.output<typeof LabSchema>

/**
 * The lab of a lesson folder; null when it has none or a mistaken one. Whether a lab is there is judged by the mode:
 * `nodejs_script` wants a script, `nodejs_server` a server, `none` wants none.
 */
export const loadLab = (files: ContentFiles, folder: string, mode: Mode): LabReading => {
  const file = `${folder}/lab/lab.yaml`
  const mistake = (field: string, message: string, expected: string): LabReading => ({
    lab: null,
    mistakes: [{ file, line: 1, field, message, expected }],
    links: [],
  })
  const text = textOfFile(files, file)
  if (mode === 'none') {
    const hasFiles = listBelow(files, `${folder}/lab`).length > 0
    return hasFiles ? mistake('mode', 'the lesson has mode none and a lab', 'no lab folder, or another mode') : { lab: null, mistakes: [], links: [] }
  }
  if (text === null) return mistake('file', 'the file is missing', `a lab, because the lesson's mode is ${mode}`)

  const { value: authored, mistakes, lineOf } = readYaml(LabSchema, text, file)
  if (!authored) return { lab: null, mistakes, links: [] }
  const say = (path: (string | number)[], message: string, expected: string, where = file) =>
    mistakes.push({ file: where, line: where === file ? lineOf(path) : 1, field: path.join('.'), message, expected })
  const kind = authored.sites ? 'server' : 'script'
  const wanted = mode === 'nodejs_server' ? 'server' : 'script'
  if (kind !== wanted) say([kind === 'server' ? 'sites' : 'entry'], `the lab is a ${kind}`, `a ${wanted}, because the lesson's mode is ${mode}`)

  const [start, solved] = (['start', 'solved'] as const).map((state) => readState(files, folder, state, authored, say))
  if (start && solved && sameFiles(start, solved)) say(['files'], 'start/ and solved/ hold the same', 'a solved/ that differs from start/')
  const recorded = readRecording(files, folder, mistakes)
  const checks = textOfFile(files, `${folder}/lab/checks.js`)
  if (checks === null)
    say(['file'], 'the file is missing', 'an ES module that exports checks, one for each thing to achieve', `${folder}/lab/checks.js`)
  else mistakes.push(...findImports(checks, `${folder}/lab/checks.js`))
  if (checks === null || !start || !solved) return { lab: null, mistakes, links: [] }

  const lab: Lab = {
    title: authored.title,
    task: authored.task,
    hints: authored.hints,
    kind,
    entry: authored.entry ?? null,
    stdin: authored.stdin ?? null,
    sites: authored.sites ?? [],
    browsers: authored.browsers ?? [],
    services: authored.services ?? [],
    listsKeys: authored.listsKeys ?? false,
    clockStart: authored.clockStart ?? null,
    steps: (authored.steps ?? []).map(stepOf),
    checks,
    start,
    solved,
    recorded,
  }
  for (const [state, sources] of [['start', start] as const, ['solved', solved] as const]) {
    for (const { path, message, expected } of describeIssues(JobSchema, labToJob(lab, sources, 'content-check'))) {
      const isFault = path[0] === 'files' || !mistakes.some((known) => known.field === path.join('.'))
      const purpose = expected === FITTING ? describeField(LabSchema, path, authored) : ''
      if (isFault) say(path, path[0] === 'files' ? `${state}/: ${message}` : message, purpose || expected)
    }
  }
  const links: PlacedLink[] = []
  const texts: [(string | number)[], string][] = [
    [['task'], authored.task],
    ...authored.hints.map((hint, index): [(string | number)[], string] => [['hints', index], hint]),
  ]
  for (const [path, markdown] of texts) {
    const field = readMarkdownField(markdown, file, path.join('.'), lineOf(path))
    mistakes.push(...field.mistakes)
    links.push(...field.links)
  }
  return { lab: mistakes.length > 0 ? null : lab, mistakes, links }
}

/** Checks are judged by themselves: what they would import is not there for a learner's run, or is no affair of theirs. */
const findImports = (checks: string, file: string): ContentMistake[] =>
  checks.split('\n').flatMap((text, index): ContentMistake[] =>
    /^\s*import\b|^\s*export\b.*\bfrom\s*['"]|^[^'"`/]*\b(import|require)\s*\(/.test(text)
      ? [
          {
            file,
            line: index + 1,
            field: 'import',
            message: 'the checks import something',
            expected: 'checks that use what holds(run) is given, and nothing else',
          },
        ]
      : [],
  )

const stepOf = (step: LabStep): Lab['steps'][number] =>
  step.type === 'request' || step.type === 'fetch' ? { ...step, headers: headerPairs(step.headers ?? {}) } : step

const headerPairs = (headers: Record<string, string | string[]>): [string, string][] =>
  Object.entries(headers).flatMap(([name, values]) => (Array.isArray(values) ? values : [values]).map((value): [string, string] => [name, value]))

type Say = (path: (string | number)[], message: string, expected: string, where?: string) => void

/** The files of start/ or solved/ in the order of the tabs; null when they are not those of lab.yaml. */
const readState = (files: ContentFiles, folder: string, state: 'start' | 'solved', { files: paths }: AuthoredLab, say: Say): LabFile[] | null => {
  const here = `${folder}/lab/${state}`
  let isWhole = true
  for (const path of listBelow(files, here)) {
    if (paths.includes(path)) continue
    isWhole = false
    say(['files'], `${state}/${path} is not in the list`, `every file of ${state}/ in files, and no other file`)
  }
  const found = paths.flatMap((path, index): LabFile[] => {
    const content = textOfFile(files, `${here}/${path}`)
    if (content === null) say(['files', index], `${state}/${path} is missing`, `the same files in start/ and solved/`)
    return content === null ? [] : [{ path, content }]
  })
  return isWhole && found.length === paths.length ? found : null
}

const sameFiles = (start: LabFile[], solved: LabFile[]) => start.every(({ content }, index) => content === solved[index]?.content)

const readRecording = (files: ContentFiles, folder: string, mistakes: ContentMistake[]): Lab['recorded'] => {
  const file = `${folder}/lab/recorded.json`
  const text = textOfFile(files, file)
  if (text === null) return null
  const data = parseJson(text)
  const result = RecordingSchema.safeParse(data)
  if (result.success) return { contentVersion: result.data.contentVersion, start: result.data.start }
  const field = result.error.issues[0]?.path.join('.') || 'file'
  mistakes.push({ file, line: 1, field, message: 'the recording cannot be read', expected: 'what npm run content:check -- --record writes' })
  return null
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
