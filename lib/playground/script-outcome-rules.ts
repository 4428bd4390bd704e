import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import type { ReasonCode } from './arrow-token-rules.ts'
import type { ExchangeView } from './exchange-rules.ts'

/** What came of an answer within the page that asked for it, when that is not what the answer itself says. */
export type ScriptOutcome = { tone: 'quiet' | 'bad'; words: string }

/** For the timeline, under the answer; null where nothing is to be added, as for a page that came or a script that may read. */
export function scriptOutcome({ events }: Pick<ExchangeView, 'events'>): ScriptOutcome | null {
  for (const event of events) {
    const outcome = outcomeOf(event)
    if (outcome !== null) return outcome
  }
  return null
}

/** Why a step could not be played, or a script got nothing; null for an event that tells of neither. */
export function failureOf(event: EngineEvent): ReasonCode | null {
  if (event.type === 'refused') return { of: 'decision', code: event.code }
  return event.type === 'script-result' && event.result.kind === 'type-error' ? { of: 'decision', code: event.result.code } : null
}

function outcomeOf(event: EngineEvent): ScriptOutcome | null {
  switch (event.type) {
    case 'script-result':
      if (event.result.kind === 'type-error') return { tone: 'bad', words: 'The script gets a TypeError and nothing of the response.' }
      return event.result.tainting === 'opaque' ? { tone: 'quiet', words: 'The response is opaque: the script sees nothing of it.' } : null
    case 'embed-result':
      return event.loaded ? null : { tone: 'bad', words: `The ${EMBEDDED[event.as]} is not shown; the page learns no more than that.` }
    case 'decision':
      return event.code in PAGE_KEPT ? { tone: 'quiet', words: PAGE_KEPT[event.code as keyof typeof PAGE_KEPT] } : null
    default:
      return null
  }
}

const EMBEDDED = { image: 'image', script: 'script', iframe: 'frame' }

const PAGE_KEPT = {
  'page-failed': 'The page is now the browser’s own error page.',
  'page-error-download': 'The page is now the browser’s own error page.',
  'page-error-empty': 'The page is now the browser’s own error page.',
  'page-kept-no-content': 'The page stays as it was.',
  'page-kept-download': 'The response is saved, and the page stays as it was.',
  'page-kept-handed-on': 'The page stays as it was.',
}
