import { useId } from 'react'
import { type Finding, type Severity, sourceUrl, sourceWords } from '#lib/tools/jwt/finding.ts'

const SEVERITIES: Record<Severity, { words: string; className: string }> = {
  danger: { words: 'Danger', className: 'text-bad' },
  warning: { words: 'Warning', className: 'text-action' },
  note: { words: 'Note', className: 'text-muted' },
}

/** What speaks against the token, the gravest first, each with its source. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        {findings.length === 0 ? 'No findings' : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`}
      </h2>
      {findings.length === 0 ? (
        <p className="mt-1 text-muted">Nothing in the token speaks against it. That does not make it genuine: see the verdict.</p>
      ) : null}
      <ul className="mt-2">
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.title}`} className="border-t border-line py-3">
            <h3 className="text-ui wrap-anywhere">
              <span className={SEVERITIES[finding.severity].className}>{`${SEVERITIES[finding.severity].words}: `}</span>
              {finding.title}
            </h3>
            <p className="mt-1">{finding.detail}</p>
            <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-muted">
              {finding.sources.map((source) => (
                <a key={sourceWords(source)} href={sourceUrl(source)} rel="noreferrer" className="link inline-flex min-h-6 items-center">
                  {sourceWords(source)}
                </a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
