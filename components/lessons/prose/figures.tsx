import { type ReactNode, useId } from 'react'
import type { LessonComponentProps } from '#lib/lessons/lesson-component-schema.ts'

type WithChildren<Props> = Props & { children?: ReactNode }

/** A table may be wider than the column: then it scrolls by itself, also by keyboard, and the page does not. */
export function ScrollingTable({ children }: { children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group that scrolls, not a set of fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div role="group" className="table-scroll" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  )
}

/** An empty corner of a table heads nothing. */
export function HeaderCell({ children }: { children?: ReactNode }) {
  return children ? <th scope="col">{children}</th> : <td />
}

export function Compare({ caption, children }: WithChildren<LessonComponentProps<'Compare'>>) {
  return (
    <figure className="compare">
      {children}
      <figcaption>{caption}</figcaption>
    </figure>
  )
}

export function Term({ means, children }: WithChildren<LessonComponentProps<'Term'>>) {
  const id = useId()
  return (
    <>
      <dfn className="not-italic">
        <button type="button" className="term" popoverTarget={id}>
          {children}
        </button>
      </dfn>
      <span id={id} popover="auto" className="term-meaning">
        {means}
      </span>
    </>
  )
}

export function Steps({ children }: WithChildren<LessonComponentProps<'Steps'>>) {
  return <div className="steps">{children}</div>
}
