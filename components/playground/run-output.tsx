'use client'

import { CheckList } from '#components/playground/check-list.tsx'
import { LogView } from '#components/playground/log-view.tsx'
import { Outcome } from '#components/playground/outcome.tsx'
import { type RunState, runIn } from '#components/playground/run-state.ts'
import type { RunWords } from '#components/playground/run-words.ts'
import { Timeline } from '#components/playground/timeline.tsx'
import { useRunChanges } from '#components/playground/use-run-changes.ts'
import type { ShownStatus } from '#components/playground/use-runner-status.ts'
import type { LabStep } from '#lib/playground/lab-step-rules.ts'
import type { PublicLab } from '#lib/playground/public-lab.ts'
import type { ReasonTable } from '#lib/playground/reason-rules.ts'
import { refusalWords } from '#lib/playground/refusal-words.ts'

type RunOutputProps = {
  lab: PublicLab
  own: readonly LabStep[]
  state: RunState
  words: RunWords
  runner: ShownStatus | null
  reasons: ReasonTable
  isCompact: boolean
  /** Null where the checks are not shown. */
  sourceOfChecks: string | null
  onRemove: (id: string) => void
}

/** What a run showed: outcome, timeline, log. Before the first run it is the recorded one. After a failure the log comes first when there is one. */
export function RunOutput({ lab, own, state, words, runner, reasons, isCompact, sourceOfChecks, onRemove }: RunOutputProps) {
  const ownRun = runIn(state)
  const isLive = ownRun !== null
  const run = ownRun ?? lab.recorded
  const unavailable = state.phase === 'idle' ? unavailableWords(runner) : null
  const changes = useRunChanges(state, lab, own)
  const timeline = lab.kind === 'server' ? <Timeline key="timeline" {...{ lab, own, run, isLive, changes, reasons, isCompact, onRemove }} /> : null
  const log = (
    <section key="log" aria-label="Log" className="border-t border-line first-of-type:border-t-0">
      <h3 className="px-4 pt-2 text-sm font-semibold">{lab.kind === 'server' ? 'What the server wrote' : 'Output'}</h3>
      <LogView lines={run?.lines ?? []} hasTimes={isLive} isRunning={state.phase === 'running'} />
    </section>
  )
  // What went well is in the bar already: the rest of it need not push the exchanges down.
  const outcome = words.outcome ? <Outcome words={words.outcome} used={words.used} degraded={words.degraded} /> : null
  const isLogFirst = isLive && run?.end != null && run.end.outcome !== 'finished' && run.lines.length > 0
  return (
    <div
      className={`min-h-32 flex-auto pb-2 ${isCompact ? 'overflow-y-auto in-data-js:flex-[1_1_0%]' : 'lg:overflow-y-auto lg:in-data-js:flex-[1_1_0%]'}`}
    >
      <div role="log" aria-live="polite" className="sr-only">
        {words.announcement}
      </div>
      {unavailable ? <Outcome words={unavailable} used={null} degraded={[]} /> : null}
      {words.outcome?.tone === 'good' ? null : outcome}
      {sourceOfChecks === null || lab.checks.length === 0 ? null : <CheckList lab={lab} run={ownRun} source={sourceOfChecks} />}
      {isLogFirst ? [log, timeline] : [timeline, log]}
      {words.outcome?.tone === 'good' ? outcome : null}
    </div>
  )
}

/** Why a run would not begin, before one is tried. */
function unavailableWords(runner: ShownStatus | null) {
  if (runner === null || runner.state === 'ready' || runner.state === 'degraded') return null
  const code = runner.state === 'away' ? 'runner-away' : runner.state === 'disabled' ? 'disabled' : 'sandbox-unavailable'
  return refusalWords({ code, message: '', missing: runner.missing, fix: runner.fix ?? undefined })
}
