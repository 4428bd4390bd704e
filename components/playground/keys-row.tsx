import { keyChanges, keysSummary, lifeWords } from '#lib/playground/key-words.ts'
import type { KeysRow as Row } from '#lib/playground/timeline-row.ts'

/** What a service holds after a step: in one line, and unfolded key by key with what is left of its life. */
export function KeysRow({ row: { keys: listing, before } }: { row: Row }) {
  const { keys, gone } = keyChanges(listing, before)
  return (
    <li>
      <details className="group">
        <summary className="lane-box lane-lines block cursor-pointer list-none py-0.5 [&::-webkit-details-marker]:hidden">
          <span
            className={`lane-wide relative flex min-h-6 items-center gap-2 rounded-md px-4 text-sm hover:text-ink group-open:bg-sunk ${listing.failure ? 'text-bad' : 'text-muted'}`}
          >
            <span className="rounded-sm bg-raised px-0.5 group-open:bg-sunk">
              <span aria-hidden="true">▤ </span>
              {keysSummary(listing, before)}
            </span>
          </span>
        </summary>
        <div className="border-y border-line bg-sunk px-4 py-2">
          {keys.length + gone.length === 0 ? <p className="text-sm text-muted">There is nothing to list.</p> : null}
          {keys.length + gone.length > 0 ? (
            <table className="w-full text-start text-xs">
              <caption className="sr-only">{`Keys of ${listing.service}`}</caption>
              <thead className="text-muted">
                <tr>
                  {['Key', 'Kind', 'Still lives', 'Value'].map((name) => (
                    <th key={name} scope="col" className="py-1 pe-3 text-start font-normal whitespace-nowrap">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[...keys, ...gone.map((key) => ({ ...key, change: 'gone' as const }))].map((key) => (
                  <tr key={`${key.database} ${key.key}`} className="border-t border-line align-baseline">
                    <th
                      scope="row"
                      className={`py-1 pe-3 text-start font-mono font-normal wrap-anywhere ${key.change === 'gone' ? 'text-muted line-through' : ''}`}
                    >
                      {key.key}
                      {key.change ? <span className="ps-2 font-sans font-semibold text-action no-underline">{key.change}</span> : null}
                    </th>
                    <td className="py-1 pe-3 text-muted">{key.kind}</td>
                    <td className="py-1 pe-3 tabular-nums">{key.change === 'gone' ? '' : lifeWords(key)}</td>
                    <td className="max-w-40 truncate py-1 font-mono text-muted">{key.value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          {listing.total > listing.keys.length ? (
            <p className="pt-1 text-sm text-muted">{`The first ${listing.keys.length} of ${listing.total} keys.`}</p>
          ) : null}
        </div>
      </details>
    </li>
  )
}
