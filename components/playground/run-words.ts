import { dayWords } from '#components/lessons/lesson-words.ts'
import { type RunState, runIn } from '#components/playground/run-state.ts'
import { formatMs } from '#lib/playground/amount-words.ts'
import type { OutcomeWords, outcomeWords, usedWords } from '#lib/playground/outcome-words.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'
import { refusalWords } from '#lib/playground/refusal-words.ts'
import { checkCount, countOf, playedCount, runSummary } from '#lib/playground/run-view-rules.ts'

/** What is said about the state of running, in the bar, under it, and to those who listen. */
export type RunWords = {
  status: string
  tone: OutcomeWords['tone']
  /** The whole outcome; null while there is none. */
  outcome: OutcomeWords | null
  used: string | null
  degraded: string[]
  /** Said once when a run has to wait, and when it ends; empty otherwise. */
  announcement: string
  retryAt: number | null
  isWaiting: () => boolean
}

const NOTHING = { outcome: null, used: null, degraded: [], announcement: '', retryAt: null, isWaiting: () => false }

/** Finds the words for an end; loaded with the first run, since a page without one needs none. */
export type EndWords = { outcomeWords: typeof outcomeWords; usedWords: typeof usedWords }

/** The words for a state; `stepCount` counts the steps that a run plays. As long as `ends` is not there, an end is told by its name alone. */
export function runWords(state: RunState, lab: PublicLab, stepCount: number, ends: EndWords | null = null): RunWords {
  switch (state.phase) {
    case 'idle':
      return { ...NOTHING, status: lab.recordedOn ? `Recorded with the starter, ${dayWords(lab.recordedOn)}` : 'Not run yet', tone: 'quiet' }
    case 'running': {
      const { exchanges, lines, playing, queued } = state.run
      if (queued !== null) return { ...NOTHING, status: queueWords(queued), tone: 'quiet', announcement: 'Waiting for a place in the sandbox.' }
      const hasBegun = exchanges.length > 0 || lines.length > 0 || playing !== null
      const status = !hasBegun ? 'Starting…' : lab.kind === 'server' ? `Running, ${playedCount(state.run)} of ${stepCount}` : 'Running…'
      return { ...NOTHING, status, tone: 'quiet' }
    }
    case 'stopped': {
      const outcome: OutcomeWords = { tone: 'quiet', title: 'Stopped', detail: `You stopped the run after ${formatMs(state.ms)}.`, next: null }
      return { ...NOTHING, status: outcome.title, tone: 'quiet', outcome, announcement: runSummary(outcome.title, state.run) }
    }
    case 'refused': {
      const outcome = refusalWords(state.refusal)
      const { retryAt } = state
      return {
        ...NOTHING,
        status: outcome.title,
        tone: outcome.tone,
        outcome,
        announcement: `${outcome.title}. ${outcome.detail}`,
        retryAt,
        isWaiting: () => retryAt !== null && Date.now() < retryAt,
      }
    }
    case 'done': {
      const run = runIn(state)
      const end = run?.end
      if (!run || !end) return { ...NOTHING, status: '', tone: 'quiet' }
      if (!ends) return { ...NOTHING, status: end.outcome === 'finished' ? 'Finished' : `Ended: ${end.outcome}`, tone: 'quiet' }
      const outcome = ends.outcomeWords(end, {
        kind: lab.kind,
        entry: lab.entry,
        port: lab.port,
        steps: stepCount,
        played: playedCount(run),
        unit: lab.browsers.length > 0 ? 'step' : 'request',
      })
      return {
        ...NOTHING,
        status: [outcome.title, formatMs(end.used.wallMs), ...(run.checks.length > 0 ? [checkCount(run.checks)] : [])].join(' · '),
        tone: outcome.tone === 'good' && run.checks.some(({ passed }) => !passed) ? 'quiet' : outcome.tone,
        outcome,
        used: ends.usedWords(end),
        degraded: end.degraded,
        announcement: runSummary(outcome.title, run),
      }
    }
  }
}

const queueWords = (position: number): string => (position === 1 ? 'Waiting: you are next' : `Waiting: ${countOf(position - 1, 'run')} before yours`)
