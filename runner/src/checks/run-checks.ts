import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CheckEvent } from '../contract.ts'
import { RUN_LIMITS } from '../limits.ts'
import { createOutputCollector } from '../output-collector.ts'
import { createStop, watch } from '../run-watch.ts'
import type { Place } from '../sandbox/sandbox.ts'
import { CheckResultsSchema } from './check-schema.ts'
import type { Timeline } from './timeline.ts'

const INSIDE = readFileSync(new URL('inside.ts', import.meta.url), 'utf8')

/**
 * Plays checks over a run that is over, in a place of their own where nothing of the learner's runs: the timeline is
 * data there. Null when they could not be played to their end: they throw while loading, take too long, tell nothing that
 * fits. The place is used up, and what still runs in it ends with it.
 */
export async function runChecks(source: string, timeline: Timeline, place: Place, signal: AbortSignal): Promise<CheckEvent[] | null> {
  // Only our program is told it, so that nothing which a check prints can be taken for its results.
  const word = randomBytes(16).toString('hex')
  const stopping = createStop()
  const output = createOutputCollector(RUN_LIMITS)
  let text = ''
  await place.prepare({ programs: 1 })
  const watching = watch(place, RUN_LIMITS.checksMs, stopping, signal)
  const program = place.start(
    {
      files: [
        { path: 'inside.ts', content: INSIDE },
        { path: 'checks.mjs', content: source },
        { path: 'timeline.json', content: JSON.stringify(timeline) },
      ],
      entry: 'inside.ts',
      env: {},
      stdin: word,
      clockStartsAtMs: null,
    },
    (stream, bytes) => {
      if (stream === 'stdout') text += output.take(stream, bytes) ?? ''
      if (output.limit()) stopping.stop('output-bytes')
    },
  )
  await Promise.race([program.ended.then(() => program.drained), stopping.stopped])
  watching.stop()
  return readResults(text, word)
}

function readResults(text: string, word: string): CheckEvent[] | null {
  const line = text.split('\n').findLast((one) => one.startsWith(`${word} `))
  if (line === undefined) return null
  const parsed = CheckResultsSchema.safeParse(parseJson(line.slice(word.length + 1)))
  return parsed.success ? parsed.data.map((result): CheckEvent => ({ type: 'check', ...result })) : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
