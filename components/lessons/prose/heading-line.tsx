import type { ReactNode } from 'react'

type HeadingProps = { id?: string | undefined; children?: ReactNode }

/** A heading with a link to itself beside it. */
export function HeadingLine({ level, id, children }: HeadingProps & { level: 2 | 3 }) {
  const Heading = `h${level}` as const
  return (
    <div className={`heading-line heading-line-${level}`}>
      <Heading id={id}>{children}</Heading>
      {id ? (
        <a href={`#${id}`} className="heading-anchor" aria-labelledby={id}>
          #
        </a>
      ) : null}
    </div>
  )
}
