import type { Cookie } from '@crumbtrail/browser/jar/cookie'
import type { StoreDecision } from '@crumbtrail/browser/jar/decision'
import { ATTRIBUTE_SENTENCES, STORE_SENTENCES } from '@crumbtrail/browser/reasons/jar-sentences'
import { Source, STORED } from '#components/tools/set-cookie/verdict-words.tsx'
import { fromByteString } from '#lib/tools/byte-text.ts'
import { distanceWords, instantWords } from '#lib/tools/clock-words.ts'
import type { PastedLine } from '#lib/tools/set-cookie/pasted-lines.ts'

type Props = { line: PastedLine; decision: StoreDecision; nowMs: number; replace: (value: string) => void }

/** What became of one line: why, by which rule, with what smallest change it would be otherwise, and what is kept. */
export function LineVerdict({ line, decision, nowMs, replace }: Props) {
  const { outcome, code, section, offendingText, change, attributes, cookie } = decision
  const changed = change?.line ?? null
  return (
    <li id={`line-${line.number}`} className="scroll-mt-[calc(var(--header)+1rem)] border-t border-line pt-4">
      <h3 className="font-mono text-xs leading-relaxed font-normal wrap-anywhere">{fromByteString(line.value) || '(an empty line)'}</h3>
      <p className="mt-1.5">
        <strong className={`font-semibold ${STORED[outcome].className}`}>{`${STORED[outcome].words}. `}</strong>
        {STORE_SENTENCES[code]}{' '}
        <span className="text-sm text-muted">
          (<Source section={section} />)
        </span>
      </p>
      {offendingText ? (
        <p className="mt-1 text-sm text-muted">
          At fault: <code className="wrap-anywhere">{fromByteString(offendingText)}</code>
        </p>
      ) : null}
      {change ? (
        <div className="mt-2 border-s-2 border-action ps-3">
          <p className="text-sm font-semibold">Smallest change</p>
          <p className="text-sm">{change.text}</p>
          {changed !== null ? (
            <p className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <code className="min-w-0 font-mono text-xs wrap-anywhere">{fromByteString(changed)}</code>
              <button type="button" className="button" onClick={() => replace(fromByteString(changed))}>
                Use this line
              </button>
            </p>
          ) : null}
        </div>
      ) : null}
      {attributes.length > 0 ? (
        <ul className="mt-2 grid gap-1 text-sm">
          {attributes.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an attribute may stand twice, and the order is the line's
            <li key={index}>
              <code className="font-mono text-xs wrap-anywhere">{fromByteString(finding.text)}</code>
              {`: ${ATTRIBUTE_SENTENCES[finding.code]} `}
              <span className="text-muted">
                (<Source section={finding.section} />)
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {cookie && (outcome === 'stored' || outcome === 'replaced') ? <KeptCookie cookie={cookie} nowMs={nowMs} /> : null}
      <Trace trace={decision.trace} />
    </li>
  )
}

const SAME_SITE: Record<Cookie['sameSite'], string> = { strict: 'Strict', lax: 'Lax', none: 'None', default: 'not given' }

function KeptCookie({ cookie, nowMs }: { cookie: Cookie; nowMs: number }) {
  const { domain, hostOnly, path, expiresAt, secure, httpOnly, sameSite, partitionKey } = cookie
  const rows: [string, string][] = [
    ['Hosts', hostOnly ? `${domain}, no other` : `${domain} and all below it`],
    ['Path', fromByteString(path)],
    ['Until', expiresAt === null ? 'the browser session ends' : `${instantWords(expiresAt)}, ${distanceWords(expiresAt, nowMs)}`],
    ['Secure', secure ? 'yes: https alone' : 'no: http too'],
    ['HttpOnly', httpOnly ? 'yes: no script sees it' : 'no: scripts see it'],
    ['SameSite', SAME_SITE[sameSite]],
    ...(partitionKey
      ? [
          ['Partition', `under ${partitionKey.site}${partitionKey.hasCrossSiteAncestor ? ', in a frame of another site' : ''}`] satisfies [
            string,
            string,
          ],
        ]
      : []),
  ]
  return (
    <dl className="mt-2 grid gap-x-4 text-sm sm:grid-cols-2">
      {rows.map(([name, value]) => (
        <div key={name} className="flex gap-2">
          <dt className="w-18 shrink-0 text-muted">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The steps that were taken, for those who want to follow them in the text. */
export function Trace({ trace }: { trace: StoreDecision['trace'] }) {
  if (trace.length === 0) return null
  return (
    <details className="mt-2 text-sm">
      <summary className="min-h-6 cursor-pointer text-muted">Step by step</summary>
      <ol className="mt-1 grid gap-1">
        {trace.map((step) => (
          <li key={`${step.section} ${step.text}`} className="grid grid-cols-[2rem_minmax(0,1fr)]">
            <span className={step.passed ? 'text-good' : 'text-bad'}>{step.passed ? 'yes' : 'no'}</span>
            <span>
              {`${step.text} `}
              <span className="text-muted">
                (<Source section={step.section} />)
              </span>
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
