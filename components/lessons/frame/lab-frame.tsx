'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { LabDivider } from '#components/lessons/frame/lab-divider.tsx'
import { Icon } from '#components/ui/icon.tsx'

/** The instrument's place beside the book: its title, the divider that widens it (or a fold, where it is split off below), and full screen. */
export function LabFrame({ title, children }: { title: string; children: ReactNode }) {
  const frame = useRef<HTMLElement>(null)
  const [isFull, setFull] = useState(false)
  const [isFolded, setFolded] = useState(false)

  // Everything but the lab rests while it fills the screen, and wakes when it does not or the page is left.
  useEffect(() => {
    if (!isFull || !frame.current) return
    const root = document.documentElement
    const others = everythingBeside(frame.current)
    root.dataset.lab = 'full'
    for (const other of others) other.inert = true
    return () => {
      delete root.dataset.lab
      for (const other of others) other.inert = false
    }
  }, [isFull])

  return (
    <section ref={frame} id="playground" className="lesson-lab" data-folded={isFolded || undefined} aria-labelledby="playground-title">
      <LabDivider />
      <div className="lab-head">
        <h2 id="playground-title">
          Playground<span className="font-normal text-muted">{`: ${title}`}</span>
        </h2>
        <button type="button" className="button button-quiet needs-js lab-fold-button" aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
          {isFolded ? 'Unfold' : 'Fold'}
        </button>
        <button type="button" className="button button-quiet needs-js lab-full-button" aria-pressed={isFull} onClick={() => setFull(!isFull)}>
          <Icon name={isFull ? 'collapse' : 'expand'} />
          <span className="max-sm:sr-only">Full screen</span>
        </button>
      </div>
      <div className="lab-body">{children}</div>
    </section>
  )
}

/** The neighbours of an element and of all that hold it, up to the body. */
function everythingBeside(element: HTMLElement): HTMLElement[] {
  const beside: HTMLElement[] = []
  for (let at = element; at !== document.body && at.parentElement; at = at.parentElement)
    for (const other of at.parentElement.children) if (other !== at && other instanceof HTMLElement && !other.inert) beside.push(other)
  return beside
}
