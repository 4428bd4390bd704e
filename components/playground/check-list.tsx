'use client'

import { exchangeRowId } from '#components/playground/exchange-row-id.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'
import { type CheckView, checkCount, countOf, type RunView } from '#lib/playground/run-view-rules.ts'

type Props = {
  lab: PublicLab
  /** The learner's own run; null before the first, when nothing is judged. */
  run: RunView | null
  /** Where the source of the checks can be read. */
  source: string
}

const MARKS = { open: '○', passed: '✓', failed: '✗' }
const TONES = { open: 'text-muted', passed: 'text-good', failed: 'text-bad' }
const WORDS = { open: 'Not checked yet: ', passed: 'Passed: ', failed: 'Failed: ' }

/** What a run must show: how it stands in one line, and unfolded what and why. */
export function CheckList({ lab, run, source }: Props) {
  const found = new Map(run?.checks.map((check) => [check.id, check]))
  return (
    <details className="border-b border-line">
      <summary className="min-h-9 cursor-pointer px-4 py-1.5 text-sm">
        <span className="inline-flex w-[calc(100%-1.25rem)] flex-wrap items-center gap-x-2 align-top">
          <span className="font-semibold">Checks</span>
          <span className="text-muted">{stateWords(lab, run)}</span>
          <span className="ms-auto flex gap-1" aria-hidden="true">
            {lab.checks.map(({ id }) => {
              const state = stateOf(found.get(id))
              return (
                <span key={id} className={TONES[state]}>
                  {MARKS[state]}
                </span>
              )
            })}
          </span>
        </span>
      </summary>
      <ul className="px-4 pb-2 text-sm">
        {lab.checks.map(({ id, title }) => (
          <li key={id}>
            <CheckLine title={title} check={found.get(id)} />
          </li>
        ))}
      </ul>
      <p className="px-4 pb-2.5 text-sm text-muted">
        They judge what your program does, not how it is written.{' '}
        <a href={source} className="link">
          Read the checks
        </a>
      </p>
    </details>
  )
}

function CheckLine({ title, check }: { title: string; check: CheckView | undefined }) {
  const state = stateOf(check)
  const line = (
    <>
      <span className={`w-4 shrink-0 text-center font-semibold ${TONES[state]}`} aria-hidden="true">
        {MARKS[state]}
      </span>
      <span>
        <span className="sr-only">{WORDS[state]}</span>
        {title}
      </span>
    </>
  )
  if (!check || check.passed) return <p className="flex gap-2 py-1">{line}</p>
  const { hint, stepId } = check
  return (
    <details className="group">
      <summary className="flex min-h-6 cursor-pointer list-none gap-2 py-1 hover:bg-sunk [&::-webkit-details-marker]:hidden">
        {line}
        <span className="ms-auto shrink-0 text-muted underline group-open:no-underline">What to look at</span>
      </summary>
      <div className="ms-2 border-s-2 border-line ps-4 pb-1.5 text-muted">
        <p>{hint}</p>
        {stepId === null ? null : (
          <button type="button" className="link min-h-6 cursor-pointer" onClick={() => openExchange(stepId)}>
            Open the exchange
          </button>
        )}
      </div>
    </details>
  )
}

/** Unfolds the exchange of a step where it has one, and hands the keyboard on to it. */
function openExchange(stepId: string): void {
  const row = document.getElementById(exchangeRowId(stepId))
  const details = row?.querySelector<HTMLDetailsElement>(':scope > details')
  if (details) details.open = true
  row?.scrollIntoView({ block: 'center' })
  const target = details?.querySelector('summary') ?? row
  target?.focus({ preventScroll: true })
}

function stateOf(check: CheckView | undefined): keyof typeof MARKS {
  return check === undefined ? 'open' : check.passed ? 'passed' : 'failed'
}

function stateWords(lab: PublicLab, run: RunView | null): string {
  if (run && run.checks.length > 0) return checkCount(run.checks)
  if (run?.end) return run.end.checks === 'failed' ? 'They could not be played, and that is our fault. Run again.' : 'Not played'
  return `${countOf(lab.checks.length, 'thing')} to achieve`
}
