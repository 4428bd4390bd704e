import type { ReactNode } from 'react'

/** Controls that wait until the page runs: what is typed before would be lost, so it cannot be typed. */
export function UntilReady({ isReady, children }: { isReady: boolean; children: ReactNode }) {
  return (
    <fieldset disabled={!isReady} className="contents">
      {children}
    </fieldset>
  )
}
