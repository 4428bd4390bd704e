import type { ReactNode } from 'react'
import { CookieTokens } from '#components/playground/cookie-token.tsx'
import type { ArrowToken } from '#lib/playground/arrow-token-rules.ts'
import type { Way } from '#lib/playground/lane-rules.ts'

type ArrowProps = {
  kind: 'request' | 'response'
  way: Way
  failed?: boolean
  label: ReactNode
  tokens: readonly ArrowToken[]
}

/** One message between two lanes: a line with its head, words over it and cookies on it. One to nobody ends in the open. */
export function Arrow({ kind, way, failed = false, label, tokens }: ArrowProps) {
  const isLost = way.to === null
  return (
    <span
      data-from={way.from}
      data-to={way.to ?? way.from + 1}
      className={`lane-grid relative arrow-${kind} ${failed ? 'text-bad' : 'text-network'}`}
    >
      <span className={`arrow-words flex px-2 font-mono text-xs ${kind === 'response' ? 'text-end' : ''} ${failed ? 'text-bad' : 'text-ink'}`}>
        <span className="min-w-0 rounded-sm bg-raised wrap-anywhere px-0.5 group-hover:bg-sunk group-open:bg-sunk">{label}</span>
      </span>
      <span className={`arrow-line relative h-5 self-end ${isLost ? 'me-[40%]' : ''}`}>
        <span className={`absolute inset-x-0 top-1/2 -translate-y-1/2 border-t-2 border-current ${kind === 'response' ? 'border-dashed' : ''}`} />
        <svg
          viewBox="0 0 8 10"
          aria-hidden="true"
          className={`absolute top-1/2 h-2.5 w-2 -translate-y-1/2 fill-current ${kind === 'request' ? 'end-0' : 'start-0 rotate-180'}`}
        >
          <path d={isLost ? 'M1 1l1-1 2 3 2-3 1 1-2 4 2 4-1 1-2-3-2 3-1-1 2-4z' : 'M0 0l8 5-8 5z'} />
        </svg>
      </span>
      {tokens.length > 0 ? (
        <span
          className={`arrow-tokens relative flex min-h-5 flex-wrap items-center gap-x-1.5 gap-y-0.5 ${kind === 'request' ? 'justify-end' : 'justify-start'}`}
        >
          <CookieTokens tokens={tokens} />
        </span>
      ) : null}
    </span>
  )
}
