'use client'

import type { CodeStore } from '#components/playground/code-store.ts'
import { OUTCOME_NAMES } from '#components/progress/progress-words.ts'
import { formatMs } from '#lib/playground/amount-words.ts'
import type { LabState } from '#lib/progress/exchange-contract.ts'
import { REQUESTS_PATH } from '#lib/progress/write-schema.ts'

const timeFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
const timeOf = (at: string) => timeFormat.format(new Date(at))

type Props = { kept: LabState | null; edits: Record<string, string>; store: CodeStore }

/** What the learner's account keeps of this lab besides the newest code: versions that lost against a newer one, to be seen and restored, and runs. */
export function KeptInAccount({ kept, edits, store }: Props) {
  const copies = kept?.copies.filter(({ path }) => path !== REQUESTS_PATH) ?? []
  const runs = kept?.runs ?? []
  if (copies.length === 0 && runs.length === 0) return null
  return (
    <details className="max-h-[45%] shrink-0 overflow-y-auto border-b border-line bg-raised text-sm">
      <summary className="min-h-9 cursor-pointer px-4 py-1.5">{summaryWords(copies.length, runs.length)}</summary>
      {copies.length > 0 ? (
        <div className="px-4 pb-3">
          <h3 className="font-semibold">Other versions of your code</h3>
          <p className="text-muted">Written in another browser at about the same time. The newest one is in the editor; these are the others.</p>
          <ul className="mt-2 grid gap-2">
            {copies.map(({ id, path, at, content }) => (
              <li key={id}>
                <details>
                  <summary className="min-h-6 cursor-pointer">{`${path}, ${timeOf(at)}`}</summary>
                  <pre className="mt-1 max-h-60 overflow-auto rounded-md border border-line bg-paper p-2 font-mono text-xs">{content}</pre>
                  <button
                    type="button"
                    className="button mt-2"
                    onClick={() => store.setFiles({ ...edits, [path]: content }, 'kept-version')}
                  >{`Put this version of ${path} into the editor`}</button>
                </details>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {runs.length > 0 ? (
        <div className="px-4 pb-3">
          <h3 className="font-semibold">Your runs</h3>
          <ol className="mt-1 grid">
            {runs.map(({ id, at, outcome, durationMs }) => (
              <li key={id} className="flex flex-wrap gap-x-3 tabular-nums">
                <time dateTime={at} className="text-muted">
                  {timeOf(at)}
                </time>
                <span>{OUTCOME_NAMES[outcome] ?? outcome}</span>
                <span className="text-muted">{formatMs(durationMs)}</span>
              </li>
            ))}
          </ol>
        </div>
      ) : null}
    </details>
  )
}

function summaryWords(copies: number, runs: number): string {
  const parts = [
    ...(copies > 0 ? [`${copies} other ${copies === 1 ? 'version' : 'versions'} of your code`] : []),
    ...(runs > 0 ? [`${runs} ${runs === 1 ? 'run' : 'runs'}`] : []),
  ]
  return `In your account: ${parts.join(', ')}`
}
