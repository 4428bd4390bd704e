import type { RetrieveDecision } from '@crumbtrail/browser/jar/decision'
import { RETRIEVE_SENTENCES } from '@crumbtrail/browser/reasons/jar-sentences'
import { useId } from 'react'
import { Trace } from '#components/tools/set-cookie/line-verdict.tsx'
import { FOLLOWED, Source } from '#components/tools/set-cookie/verdict-words.tsx'
import { fromByteString } from '#lib/tools/byte-text.ts'
import type { ClinicState } from '#lib/tools/set-cookie/clinic-state.ts'

type Props = { state: ClinicState; header: string | null; followed: readonly RetrieveDecision[]; nextUrl: string }

/** What the next request of this kind carries, or what a script then reads, cookie by cookie. */
export function FollowingRequest({ state, header, followed, nextUrl }: Props) {
  const id = useId()
  const isScript = state.kind === 'script'
  const { host, pathname, search } = new URL(nextUrl)
  const method = state.kind === 'form' ? 'POST' : 'GET'
  const lines = isScript
    ? [`document.cookie  // "${header ?? ''}"`]
    : [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`, ...(header === null ? [] : [`Cookie: ${fromByteString(header)}`])]
  const minutes = state.waitMinutes === 1 ? 'one minute' : `${state.waitMinutes.toLocaleString('en-GB')} minutes`
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        {`${isScript ? 'What a script reads' : 'The next request'}, ${minutes} later`}
      </h2>
      <pre className="code-plain mt-2 whitespace-pre-wrap wrap-anywhere">{lines.join('\n')}</pre>
      {header === null && !isScript ? <p className="mt-1.5 text-sm text-muted">No Cookie header at all.</p> : null}
      {followed.length === 0 ? <p className="mt-3 text-muted">The jar is empty: none of the lines left a cookie.</p> : null}
      <ul className="mt-3 grid gap-3">
        {followed.map((decision) => (
          <li key={decision.cookie.order} className="border-t border-line pt-3">
            <h3 className="font-mono text-xs font-normal wrap-anywhere">{fromByteString(`${decision.cookie.name}=${decision.cookie.value}`)}</h3>
            <p className="mt-1">
              <strong className={`font-semibold ${FOLLOWED[decision.outcome].className}`}>{`${FOLLOWED[decision.outcome].words}. `}</strong>
              {RETRIEVE_SENTENCES[decision.code]}{' '}
              <span className="text-sm text-muted">
                (<Source section={decision.section} />)
              </span>
            </p>
            {decision.outcome === 'withheld' && decision.change ? (
              <p className="mt-1 border-s-2 border-action ps-3 text-sm">{decision.change.text}</p>
            ) : null}
            <Trace trace={decision.trace} />
          </li>
        ))}
      </ul>
    </section>
  )
}
