import type { Cookie } from '@crumbtrail/browser/jar/cookie'
import type { RetrieveDecision } from '@crumbtrail/browser/jar/decision'
import { FOLLOWED, STORED } from '#components/tools/set-cookie/verdict-words.tsx'
import { fromByteString } from '#lib/tools/byte-text.ts'
import type { Examination } from '#lib/tools/set-cookie/examine-lines.ts'

type Props = { stored: Examination['stored']; followed: readonly RetrieveDecision[] }

/** All lines at a glance: taken or not, and whether the next request carries them. */
export function VerdictTable({ stored, followed }: Props) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Verdicts on all lines</caption>
      <thead>
        <tr className="text-muted">
          <th scope="col" className="py-1.5 pe-3 text-start font-normal">
            Line
          </th>
          <th scope="col" className="py-1.5 pe-3 text-start font-normal">
            Verdict
          </th>
          <th scope="col" className="py-1.5 text-start font-normal">
            Next request
          </th>
        </tr>
      </thead>
      <tbody>
        {stored.map(({ line, decision }) => {
          const next = decision.outcome === 'stored' || decision.outcome === 'replaced' ? decisionOn(followed, decision.cookie) : null
          return (
            <tr key={line.number} className="border-t border-line align-baseline">
              <th scope="row" className="py-1.5 pe-3 text-start font-normal">
                <a href={`#line-${line.number}`} className="link font-mono text-xs wrap-anywhere">
                  {nameIn(decision.cookie, line.value)}
                </a>
              </th>
              <td className={`py-1.5 pe-3 font-semibold ${STORED[decision.outcome].className}`}>{STORED[decision.outcome].words}</td>
              <td className={`py-1.5 font-semibold ${next ? FOLLOWED[next.outcome].className : 'text-muted'}`}>
                {next ? FOLLOWED[next.outcome].words : 'Not there'}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function decisionOn(followed: readonly RetrieveDecision[], cookie: Cookie | null): RetrieveDecision | null {
  return followed.find((decision) => cookie !== null && decision.cookie.order === cookie.order && decision.cookie.value === cookie.value) ?? null
}

/** By what a line is called: the name of its cookie, of which there may be none, or what stands in its place. */
function nameIn(cookie: Cookie | null, line: string): string {
  const [pair = ''] = line.split(';')
  const name = fromByteString(cookie ? cookie.name || cookie.value : (pair.split('=')[0] ?? '').trim() || pair.trim())
  return name.length > 40 ? `${name.slice(0, 40)}…` : name || '(empty)'
}
