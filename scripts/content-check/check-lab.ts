import { Script } from 'node:vm'
import type { RunEvent } from '@crumbtrail/runner/contract'
import type { ContentMistake } from '#lib/lessons/content-mistake.ts'
import { labToJob } from '#lib/lessons/lab-job.ts'
import type { Lab, LabFile, Lesson } from '#lib/lessons/lesson.ts'
import { findDifference, normaliseEvents } from '#lib/lessons/recording-rules.ts'
import { type Recording, RecordingSchema } from '#lib/lessons/recording-schema.ts'
import type { Play } from './check-programs.ts'
import { badEnd, printed, Refusal } from './run-job.ts'

/** What playing a lab showed: its mistakes, and, when it has none, what recorded.json must hold. */
export type LabCheck = { mistakes: ContentMistake[]; recording: Recording | null }

type State = 'start' | 'solved'
const COMMAND = 'npm run content:check -- --record'

/**
 * Plays start and solved, each twice: two runs that differ in anything but named values could never be compared with a
 * recording. Both must finish, and must not show the same.
 */
export const playLab = async (lesson: Lesson & { lab: Lab }, folder: string, play: Play): Promise<LabCheck> => {
  const file = `${folder}/lab/lab.yaml`
  const mistakes: ContentMistake[] = []
  const say = (state: string, message: string, expected: string) => mistakes.push({ file, line: 1, field: state, message, expected })
  const playState = async (state: State, files: LabFile[]): Promise<RunEvent[] | null> => {
    const [first, second] = [await playOnce(lesson.lab, files, play), await playOnce(lesson.lab, files, play)]
    const fault = first.fault ?? second.fault
    if (fault) {
      say(state, fault, 'a lab that plays all its steps to the end')
      return null
    }
    const difference = findDifference(first.events, second.events)
    if (difference)
      say(
        state,
        `two runs of the same files differ: ${difference}`,
        'random values of 16 or more hex digits or 20 or more mixed characters, and nothing else that varies',
      )
    return difference ? null : first.events
  }
  const start = await playState('start', lesson.lab.start)
  const solved = await playState('solved', lesson.lab.solved)
  if (!start || !solved) return { mistakes, recording: null }
  if (!findDifference(start, solved)) say('solved', 'start and solved show the same', 'a solution that can be seen in the steps or the output')
  else
    checkChecks(lesson.lab.checks, start, solved, (state, message, expected, line = 1) =>
      mistakes.push({ file: `${folder}/lab/checks.js`, line, field: state, message, expected }),
    )
  return { mistakes, recording: mistakes.length > 0 ? null : { contentVersion: lesson.frontMatter.contentVersion, start, solved } }
}

/** The solution passes every check, and the starter leaves something to do. */
const checkChecks = (
  source: string,
  start: RunEvent[],
  solved: RunEvent[],
  say: (state: string, message: string, expected: string, line?: number) => void,
) => {
  const failedIn = (events: RunEvent[]) => events.flatMap((event) => (event.type === 'check' && !event.passed ? [event.id] : []))
  const isPlayed = (events: RunEvent[]) => events.some((event) => event.type === 'end' && event.checks === 'run')
  if (!isPlayed(start) || !isPlayed(solved)) {
    const fault = findSyntaxError(source)
    const expected = 'an ES module that exports checks: [{id, title, hint, step?, holds}], each of which answers at once'
    say('file', fault ? `the checks are no JavaScript: ${fault.message}` : 'the checks could not be played to their end', expected, fault?.line)
    return
  }
  const steps = new Set(start.flatMap((event) => (event.type === 'step' ? [event.stepId] : [])))
  for (const event of start)
    if (event.type === 'check' && event.stepId !== null && !steps.has(event.stepId))
      say(event.id, `there is no step ${event.stepId}`, 'a step of the lab')
  for (const id of failedIn(solved)) say(id, 'the solution does not pass it', 'a check that holds for solved/')
  if (failedIn(start).length === 0) say('file', 'the starter passes all checks', 'at least one check that fails for start/')
}

/** Where a module is no JavaScript; null when it is. It is compiled, as the body of a function that nobody calls, and not run. */
const findSyntaxError = (source: string): { line: number; message: string } | null => {
  try {
    new Script(`async () => {${source.replace(/^export (?=(const|let|var|function|class|async)\b)/gm, '')}\n}`, { filename: 'checks.js' })
    return null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { line: Number(/^checks\.js:(\d+)/.exec(error.stack ?? '')?.[1] ?? 1), message: error.message }
  }
}

const playOnce = async (lab: Lab, files: LabFile[], play: Play): Promise<{ events: RunEvent[]; fault: string | null }> => {
  const played = await play(labToJob(lab, files, 'content-check')).catch((error: unknown) => {
    if (error instanceof Refusal) return error
    throw error
  })
  if (played instanceof Refusal) return { events: [], fault: `the runner refused the lab: ${played.message}` }
  const stderr = printed(played.events, 'stderr').trim().split('\n').slice(0, 3).join(' / ')
  const failed = played.events.find((event) => event.type === 'exchange' && event.failure !== null && event.failure !== 'no-such-host')
  const fault = badEnd(played.end) ?? (failed?.type === 'exchange' ? `the step ${failed.stepId} failed: ${failed.failure}` : null)
  return { events: normaliseEvents(played.events, lab), fault: fault && stderr ? `${fault}: ${stderr}` : fault }
}

/** What recorded.json lacks of a recording made now; empty when it is current. `text` is null when there is no such file. */
export const compareRecording = (text: string | null, recording: Recording, folder: string): ContentMistake[] => {
  const file = `${folder}/lab/recorded.json`
  const mistake = (field: string, message: string): ContentMistake => ({
    file,
    line: 1,
    field,
    message,
    expected: `a current recording, written by ${COMMAND}`,
  })
  if (text === null) return [mistake('file', 'the lab has no recording')]
  const old = RecordingSchema.parse(JSON.parse(text))
  const mistakes: ContentMistake[] = []
  if (old.contentVersion !== recording.contentVersion)
    mistakes.push(mistake('contentVersion', `the recording is of ${old.contentVersion}, the lesson is ${recording.contentVersion}`))
  for (const state of ['start', 'solved'] as const) {
    const difference = findDifference(old[state], recording[state])
    if (difference) mistakes.push(mistake(state, `the recording is stale: ${difference}`))
  }
  return mistakes
}

/** The text of recorded.json: one event a line, so that changes can be read. */
export const formatRecording = ({ contentVersion, start, solved }: Recording): string => {
  const list = (events: RunEvent[]) => `[\n${events.map((event) => `    ${JSON.stringify(event)}`).join(',\n')}\n  ]`
  return `{\n  "contentVersion": ${JSON.stringify(contentVersion)},\n  "start": ${list(start)},\n  "solved": ${list(solved)}\n}\n`
}
