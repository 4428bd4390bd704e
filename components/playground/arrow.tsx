import type { ReactNode } from 'react'

/** One message between the lanes: a line with its head, words over it and cookies on it. */
export function Arrow({
  way,
  failed = false,
  label,
  children,
}: {
  way: 'request' | 'response'
  failed?: boolean
  label: ReactNode
  children?: ReactNode
}) {
  const colour = failed ? 'text-bad' : 'text-network'
  return (
    <span className={`relative block ${colour}`}>
      <span className={`flex min-w-0 px-2 font-mono text-xs ${way === 'response' ? 'justify-end text-end' : ''} ${failed ? 'text-bad' : 'text-ink'}`}>
        <span className="min-w-0 truncate rounded-sm bg-raised px-0.5 group-hover:bg-sunk group-open:bg-sunk">{label}</span>
      </span>
      <span className="relative flex h-5 items-center">
        <span className={`absolute inset-x-0 border-t-2 border-current ${way === 'response' ? 'border-dashed' : ''}`} />
        <svg
          viewBox="0 0 8 10"
          aria-hidden="true"
          className={`absolute h-2.5 w-2 fill-current ${way === 'request' ? 'end-0' : 'start-0 rotate-180'}`}
        >
          <path d="M0 0l8 5-8 5z" />
        </svg>
        <span className={`relative mx-6 flex min-w-0 flex-1 gap-1.5 ${way === 'request' ? 'justify-end' : 'justify-start'}`}>{children}</span>
      </span>
    </span>
  )
}
