import { type ArrowToken, arrowTokens, type ReasonCode, type TokenLook } from './arrow-token-rules.ts'
import { bodyGist, type ExchangeView, failureWords, redirectTarget } from './exchange-rules.ts'
import { keysSummary } from './key-words.ts'
import type { Lane } from './lane-rules.ts'
import type { Reason } from './reason-rules.ts'
import { failureOf, scriptOutcome } from './script-outcome-rules.ts'
import type { TimelineRow } from './timeline-row.ts'

/** A row of the timeline in words, for a table and for text: who asked whom, what for, what came back, and each cookie with its reason. */
export type TimelineLine = {
  key: string
  /** `alice → shop.test`; empty for what concerns everybody. */
  who: string
  what: string
  /** Empty while there is no answer, and where none is to come. */
  answer: string
  cookies: string[]
  note: string | null
}

type FindReason = (code: ReasonCode) => Reason | null

/** Every row in words. */
export function timelineLines(rows: readonly TimelineRow[], lanes: readonly Lane[], findReason: FindReason): TimelineLine[] {
  return rows.map((row) => lineOf(row, lanes, findReason))
}

function lineOf(row: TimelineRow, lanes: readonly Lane[], findReason: FindReason): TimelineLine {
  const base = { key: row.key, note: row.note }
  const words = (tokens: readonly ArrowToken[]) => tokens.map((token) => cookieWords(token, findReason))
  switch (row.kind) {
    case 'exchange': {
      const { exchange, way, method, url, mark } = row
      const who = `${lanes[way.from - 1]?.name ?? 'client'} → ${exchange?.site ?? lanes[(way.to ?? 0) - 1]?.name ?? 'nobody'}`
      const tokens = exchange ? arrowTokens(exchange) : { request: [], response: [] }
      const what = [method, url, mark && `(${mark})`].filter(Boolean).join(' ')
      return {
        ...base,
        who,
        what,
        answer: exchange ? answerWords(exchange) : 'not played',
        cookies: words([...tokens.request, ...tokens.response]),
      }
    }
    case 'band':
      return { ...base, who: '', what: row.clock ? `${row.words}, it is ${row.clock}` : row.words, answer: '', cookies: words(row.tokens) }
    case 'inside': {
      const [failure = null] = row.events.flatMap((event) => failureOf(event) ?? [])
      const reason = failure && (findReason(failure)?.sentence ?? failure.code)
      const shown = row.isDone && row.text !== null ? `“${row.text}”` : ''
      return { ...base, who: row.browser, what: row.words, answer: reason ?? (row.isDone ? shown : 'not played'), cookies: words(row.tokens) }
    }
    case 'keys':
      return { ...base, who: row.keys.service, what: keysSummary(row.keys, row.before), answer: '', cookies: [] }
  }
}

/** The timeline as text to copy: a line for each row, its cookies below it. */
export function timelineText(lines: readonly TimelineLine[]): string {
  return lines
    .map(({ who, what, answer, cookies, note }) => {
      const head = [who && `${who}:`, what, answer && `=> ${answer}`].filter(Boolean).join(' ')
      return [...(note === null ? [] : [`# ${note}`]), head, ...cookies.map((cookie) => `    ${cookie}`)].join('\n')
    })
    .join('\n')
}

const LOOK_WORDS: Record<TokenLook, string> = {
  sent: 'sent',
  shown: 'shown to the script',
  withheld: 'kept back',
  hidden: 'hidden from the script',
  set: 'set',
  cleared: 'removed',
  refused: 'refused',
}

function cookieWords({ name, value, look, reason }: ArrowToken, findReason: FindReason): string {
  const isKeptBack = look === 'withheld' || look === 'hidden' || look === 'refused'
  const why = isKeptBack && reason ? `: ${findReason(reason)?.sentence ?? reason.code}` : ''
  return `${name === '' ? value : `${name}=${value}`} ${LOOK_WORDS[look]}${why}`
}

function answerWords(exchange: ExchangeView): string {
  const { response, failure } = exchange
  const target = redirectTarget(exchange)
  const gist = bodyGist(exchange)
  const outcome = scriptOutcome(exchange)?.words
  const said = response ? [String(response.status), target ? `→ ${target}` : gist && `“${gist}”`] : [failure ? failureWords(failure) : 'no answer']
  return [said.filter(Boolean).join(' '), outcome].filter(Boolean).join('. ')
}
