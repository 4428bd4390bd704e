import type { ReactNode } from 'react'
import type { LessonComponentProps } from '#lib/lessons/lesson-component-schema.ts'

type WithChildren<Props> = Props & { children?: ReactNode }

const calloutLabels = { note: 'Note', warning: 'Careful', insecure: 'Insecure on purpose' } as const

export function Callout({ kind, title, children }: WithChildren<LessonComponentProps<'Callout'>>) {
  return (
    <div role="note" className={`aside aside-${kind}`}>
      <p className="aside-label">{title ? `${calloutLabels[kind]}: ${title}` : calloutLabels[kind]}</p>
      {children}
    </div>
  )
}

export function Tip({ children }: WithChildren<LessonComponentProps<'Tip'>>) {
  return (
    <div role="note" className="aside aside-tip">
      <p className="aside-label">Tip</p>
      {children}
    </div>
  )
}

export function Mistake({ title, children }: WithChildren<LessonComponentProps<'Mistake'>>) {
  return (
    <div role="note" className="aside aside-mistake">
      <p className="aside-label">Common mistake: {title}</p>
      {children}
    </div>
  )
}

export function Predict({ question, children }: WithChildren<LessonComponentProps<'Predict'>>) {
  return (
    <details className="predict">
      <summary>
        <span className="block text-sm font-semibold text-action">Predict</span>
        <span className="mt-1 block font-semibold">{question}</span>
        <span className="mt-2 inline-block text-sm text-muted underline decoration-action">Answer for yourself, then unfold</span>
      </summary>
      <div className="predict-answer prose-flow">{children}</div>
    </details>
  )
}
