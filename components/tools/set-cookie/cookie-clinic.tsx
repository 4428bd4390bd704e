'use client'

import { useEffect, useId, useState } from 'react'
import { ClinicForm } from '#components/tools/set-cookie/clinic-form.tsx'
import { isShared, keepState, rememberedState } from '#components/tools/set-cookie/clinic-memory.ts'
import { FollowingRequest } from '#components/tools/set-cookie/following-request.tsx'
import { LineVerdict } from '#components/tools/set-cookie/line-verdict.tsx'
import { ShareLink } from '#components/tools/set-cookie/share-link.tsx'
import { type SuffixList, useSuffixList } from '#components/tools/set-cookie/use-suffix-list.ts'
import { VerdictTable } from '#components/tools/set-cookie/verdict-table.tsx'
import { UntilReady } from '#components/tools/until-ready.tsx'
import { FIRST_CLINIC_STATE } from '#lib/tools/set-cookie/clinic-examples.ts'
import type { ClinicState } from '#lib/tools/set-cookie/clinic-state.ts'
import { type Examination, examineLines, findClinicFaults } from '#lib/tools/set-cookie/examine-lines.ts'
import { replacePastedLine } from '#lib/tools/set-cookie/pasted-lines.ts'

/** What is asked on one side, what a browser makes of it on the other. All of it happens here; only a link that is copied takes it elsewhere. */
export function CookieClinic() {
  const id = useId()
  const [state, setState] = useState<ClinicState>(FIRST_CLINIC_STATE)
  // Null until the page runs: nothing that depends on the time is in the page as it was built.
  const [nowMs, setNowMs] = useState<number | null>(null)
  const [isDamaged, setDamaged] = useState(false)
  const list = useSuffixList()

  useEffect(() => {
    function open() {
      const remembered = rememberedState(location.hash)
      if (remembered.state) setState(remembered.state)
      setDamaged(remembered.isDamaged)
      setNowMs(Date.now())
    }
    // The page's own links lead to its lines; only a shared state is opened.
    const reopen = () => isShared(location.hash) && open()
    open()
    addEventListener('hashchange', reopen)
    return () => removeEventListener('hashchange', reopen)
  }, [])

  function change(next: ClinicState) {
    setState(next)
    setDamaged(false)
    setNowMs(Date.now())
    keepState(next)
    // What was shared is no longer what stands here, and a reload must not bring it back.
    if (isShared(location.hash)) history.replaceState(history.state, '', location.pathname)
  }

  return (
    <div className="grid gap-x-12 gap-y-10 [&_.font-mono]:[font-variant-ligatures:none] lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <section aria-labelledby={`${id}-asked`} className="min-w-0">
        <h2 id={`${id}-asked`} className="text-lg">
          What happens
        </h2>
        {isDamaged ? (
          <p role="alert" className="mt-2 text-sm text-bad">
            The link that brought you here is damaged, so this is what the page held before.
          </p>
        ) : null}
        <UntilReady isReady={nowMs !== null}>
          <ClinicForm id={id} state={state} faults={findClinicFaults(state)} change={change} />
          <ShareLink state={state} />
        </UntilReady>
      </section>
      <section aria-labelledby={`${id}-made`} className="min-h-96 min-w-0">
        <h2 id={`${id}-made`} className="text-lg">
          What the browser makes of it
        </h2>
        <Outcome state={state} nowMs={nowMs} list={list} change={change} />
      </section>
    </div>
  )
}

/** All verdicts in one sentence, for those who hear them change. */
function summaryWords(stored: Examination['stored'], followed: Examination['followed']): string {
  const refused = stored.filter(({ decision }) => decision.outcome === 'refused').length
  const sent = followed.filter(({ outcome }) => outcome === 'sent').length
  return `${stored.length} ${stored.length === 1 ? 'line' : 'lines'}: ${refused} refused. The next request carries ${sent} of ${followed.length}.`
}

type OutcomeProps = { state: ClinicState; nowMs: number | null; list: SuffixList; change: (state: ClinicState) => void }

function Outcome({ state, nowMs, list, change }: OutcomeProps) {
  if (list.state === 'away') {
    return (
      <div role="alert" className="mt-3">
        <p>The list of public suffixes did not arrive, and without it nobody can tell which hosts belong together. What you typed is still here.</p>
        <button type="button" className="button mt-3" onClick={list.tryAgain}>
          Try again
        </button>
      </div>
    )
  }
  if (list.state === 'loading' || nowMs === null) {
    return (
      <p role="status" className="mt-3 text-muted">
        Fetching the list of public suffixes…
      </p>
    )
  }
  if (findClinicFaults(state).length > 0) {
    return <p className="mt-3 text-muted">Verdicts stand here as soon as the fields beside are whole.</p>
  }
  const { stored, header, followed, nextUrl } = examineLines(state, nowMs, list.registrableDomain)
  return (
    <div className="mt-3 grid gap-8">
      <p role="status" className="sr-only">
        {summaryWords(stored, followed)}
      </p>
      <VerdictTable stored={stored} followed={followed} />
      <ol className="grid gap-6">
        {stored.map(({ line, decision }) => (
          <LineVerdict
            key={line.number}
            line={line}
            decision={decision}
            nowMs={nowMs}
            replace={(value) => change({ ...state, lines: replacePastedLine(state.lines, line, value) })}
          />
        ))}
      </ol>
      <FollowingRequest state={state} header={header} followed={followed} nextUrl={nextUrl} />
    </div>
  )
}
