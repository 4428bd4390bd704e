import type { ReactNode } from 'react'
import { SignInPrompt } from '#components/discussions/sign-in-prompt.tsx'

type Props = {
  id: string
  /** `unknown` while the database is away: what was typed is shown again, whoever typed it. */
  access: 'open' | 'signed-out' | 'unknown'
  next: string
  children: ReactNode
}

/** Where one writes: the form; signed out the way to it, and (where scripts keep what is typed) the form already. */
export function ComposerPlace({ id, access, next, children }: Props) {
  return (
    <section id={id} aria-label="Write" className="mt-6 grid scroll-mt-[calc(var(--header)+1rem)] gap-4">
      {access === 'signed-out' ? (
        <>
          <SignInPrompt next={next} />
          <div className="needs-js">{children}</div>
        </>
      ) : (
        children
      )}
    </section>
  )
}
