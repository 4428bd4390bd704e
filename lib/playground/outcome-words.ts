import type { EndEvent } from '@crumbtrail/runner/contract'
import { formatBytes, formatMs } from './amount-words.ts'
import { countOf } from './run-view-rules.ts'

/** What a run came to, in words: what happened, whose doing it was, what to do next. */
export type OutcomeWords = {
  tone: 'good' | 'bad' | 'quiet'
  title: string
  /** What happened in full, with the limit and by how much where one was hit. */
  detail: string
  /** What to do; null when there is nothing to do. */
  next: string | null
}

/** What the words need to know of the job besides its end. */
export type RunSubject = { kind: 'script' | 'server'; entry: string; port: number | null; steps: number; played: number; unit?: 'request' | 'step' }

/** The words for an end. Every outcome has its own; each says whose fault it was: the program's, the request's, or ours. */
export function outcomeWords(end: EndEvent, subject: RunSubject): OutcomeWords {
  const { unit = 'request' } = subject
  const who = end.site ? `${end.site} (${subject.entry})` : subject.entry
  const undone =
    subject.kind === 'server' && subject.played < subject.steps ? ` ${subject.played} of ${countOf(subject.steps, unit)} had been played.` : ''
  const limit = limitWords(end)
  switch (end.outcome) {
    case 'finished':
      if (subject.kind === 'script') return words('good', 'Finished', `${who} ended by itself with exit code 0.`, null)
      return words('good', 'Finished', subject.steps === 1 ? `The ${unit} was played.` : `All ${countOf(subject.steps, unit)} were played.`, null)
    case 'exited':
      if (subject.kind === 'script')
        return words(
          'bad',
          `Ended with exit code ${end.exitCode}`,
          `${who} ended by itself with code ${end.exitCode}.`,
          'An uncaught error or process.exit does this; the last lines of the log say where.',
        )
      return words(
        'bad',
        'The server ended too early',
        `${who} ended by itself with code ${end.exitCode} before its ${unit}s were done.${undone}`,
        end.exitCode === 0 ? 'Nothing kept it running: does it call listen?' : 'An uncaught error does this; the last lines of the log say where.',
      )
    case 'signal':
      return words(
        'bad',
        `Ended by ${end.signal ?? 'a signal'}`,
        `${who} was ended by the signal ${end.signal ?? '(unknown)'}, which it raised itself or Node raised for it.${undone}`,
        end.signal === 'SIGABRT'
          ? 'Node aborts like this when its heap is full: look for a list or a map that only grows.'
          : 'Look for process.kill, process.abort or a crash in the log.',
      )
    case 'wall-timeout':
      return words(
        'bad',
        'Out of time',
        `${who} was still running after ${limit}.${undone}`,
        subject.kind === 'script'
          ? 'A timer, an open server or a promise that never settles keeps a program alive.'
          : 'Look for a handler that never answers.',
      )
    case 'cpu-timeout':
      return words('bad', 'Too much computing', `${who} computed for ${limit}.${undone}`, 'Look for a loop that never ends.')
    case 'out-of-memory':
      return words(
        'bad',
        'Out of memory',
        `${who} and what it started needed more memory than ${limit}.${undone}`,
        'Look for a list, a map or a string that only grows.',
      )
    case 'output-cut':
      return words(
        'bad',
        'Too much output',
        `${who} was stopped because it wrote more than ${limit}.${undone}`,
        'Look for a console.log inside a loop.',
      )
    case 'no-server':
      return noServer(end, subject, who)
    case 'cancelled':
      return words('quiet', 'Stopped', `The run was stopped after ${formatMs(end.used.wallMs)}.${undone}`, null)
    case 'refused':
      return words(
        'bad',
        'Not accepted by the sandbox',
        `The sandbox did not take these files, and nothing was run.`,
        'Check the names of the files.',
      )
    case 'internal':
      return words(
        'bad',
        'Our fault',
        `The sandbox failed; your program is not to blame, and your code is kept.${undone}`,
        'Run it again. When it fails again, read on: the lesson needs no run.',
      )
  }
}

/** What a run took, for the line under the outcome: time, queue, memory; only what was measured and says something. */
export function usedWords(end: EndEvent): string {
  const { wallMs, queueMs, cpuMs, memoryPeakBytes } = end.used
  const parts = [formatMs(wallMs)]
  if (queueMs >= 100) parts.push(`${formatMs(queueMs)} in the queue before`)
  if (cpuMs !== null) parts.push(`${formatMs(cpuMs)} CPU`)
  if (memoryPeakBytes !== null) parts.push(`${formatBytes(memoryPeakBytes)} memory`)
  return parts.join(' · ')
}

function words(tone: OutcomeWords['tone'], title: string, detail: string, next: string | null): OutcomeWords {
  return { tone, title, detail, next }
}

function noServer(end: EndEvent, subject: RunSubject, who: string): OutcomeWords {
  const expected = subject.port === null ? 'its port' : `port ${subject.port}`
  const waited = end.limit ? ` within ${formatMs(end.limit.value)}` : ''
  const found = end.portsFound
  if (found.length === 0)
    return words(
      'bad',
      `No server on ${expected}`,
      `${who} did not listen on ${expected}${waited}, and on no other port.`,
      'Does it reach listen(process.env.PORT)? The log may say why not.',
    )
  const listened = found.length === 1 ? `port ${found[0]}` : `ports ${found.join(', ')}`
  return words('bad', `No server on ${expected}`, `${who} listens on ${listened}, not on ${expected}.`, 'Listen on process.env.PORT.')
}

/** The limit that was hit, and what was used where that is more than the limit itself says. */
function limitWords(end: EndEvent): string {
  const { limit, used } = end
  if (!limit) return 'its limit'
  if (limit.unit === 'lines') return `${limit.value} lines, the limit`
  if (limit.unit === 'ms') {
    const spent = limit.name === 'cpu' ? used.cpuMs : used.wallMs
    const over = spent !== null && spent - limit.value >= 100 ? ` (${formatMs(spent)} when it was stopped)` : ''
    return `${formatMs(limit.value)}, the limit${over}`
  }
  const spent = limit.name === 'memory' ? used.memoryPeakBytes : used.outputBytes
  const over = spent !== null && spent > limit.value ? ` (${formatBytes(spent)} when it was stopped)` : ''
  return `${formatBytes(limit.value)}, the limit${over}`
}
