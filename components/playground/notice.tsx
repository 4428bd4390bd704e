import type { ReactNode } from 'react'

/** A quiet line about the code or the sandbox, with what can be done about it. */
export function Notice({ tone = 'quiet', children, actions }: { tone?: 'quiet' | 'bad'; children: ReactNode; actions?: ReactNode }) {
  return (
    <div
      className={`flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 text-sm ${tone === 'bad' ? 'bg-bad-soft' : 'bg-action-soft'}`}
    >
      <p className="min-w-0 flex-1 basis-60">{children}</p>
      {actions ? <span className="flex flex-wrap gap-2">{actions}</span> : null}
    </div>
  )
}

export function NoticeButton({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="min-h-7 cursor-pointer px-1 font-semibold underline" onClick={onPress}>
      {children}
    </button>
  )
}
