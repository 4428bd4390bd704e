import type { DecisionEvent, EngineEvent, Readable } from '@crumbtrail/browser/engine/event'
import { DECISION_SECTIONS } from '@crumbtrail/browser/reasons/engine-sections'
import { DECISION_SENTENCES } from '@crumbtrail/browser/reasons/engine-sentences'
import { Source } from '#components/tools/set-cookie/verdict-words.tsx'
import { ruleSubject } from '#lib/playground/rule-subject-rules.ts'
import { fromByteString } from '#lib/tools/byte-text.ts'

/** Every rule that the browser applied to a request and its answer, besides those about single cookies, and what a script could then read. */
export function RuleList({ events }: { events: readonly EngineEvent[] }) {
  const rules = events.filter((event) => event.type === 'decision' && event.code !== 'set-cookie-ignored') as DecisionEvent[]
  const result = events.find((event) => event.type === 'script-result')
  return (
    <div className="text-sm">
      {result ? <ScriptResult result={result.result} /> : null}
      {rules.length === 0 ? <p className="text-muted">No rule is told here.</p> : null}
      <dl className="grid gap-x-4 @md:grid-cols-[7rem_minmax(0,1fr)]">
        {rules.map(({ code, about, change }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one rule may be applied twice, and the order is the browser's
          <div key={index} className="contents">
            <dt className="border-t border-line pt-1.5 text-muted">{ruleSubject(code)}</dt>
            <dd className="min-w-0 pb-1.5 @md:border-t @md:border-line @md:pt-1.5">
              {about === null ? null : <code className="block font-mono text-xs wrap-anywhere">{fromByteString(about)}</code>}
              {DECISION_SENTENCES[code]}{' '}
              <span className="text-muted">
                (<Source section={DECISION_SECTIONS[code]} />)
              </span>
              {change ? <p className="mt-1 border-s-2 border-action ps-2.5">{change}</p> : null}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** What the promise of `fetch` came to. */
function ScriptResult({ result }: { result: Readable }) {
  return (
    <section className="mb-2 border-s-2 border-network ps-3">
      <h3 className="font-semibold">What the script got</h3>
      {result.kind === 'type-error' ? (
        <p className="text-bad">{`A TypeError, and nothing else. ${DECISION_SENTENCES[result.code]}`}</p>
      ) : result.tainting === 'opaque' ? (
        <p>An opaque response: status 0, no headers, no body.</p>
      ) : (
        <>
          <p>{`Status ${result.status}${result.redirected ? `, from ${result.url}` : ''}, and the body.`}</p>
          <p className="text-muted">
            {result.headers.length === 0
              ? 'No header is shown to it.'
              : `Headers that it may read: ${[...new Set(result.headers.map(([name]) => name.toLowerCase()))].join(', ')}. Set-Cookie is never among them.`}
          </p>
        </>
      )}
    </section>
  )
}
