'use client'

import { type ReactNode, useState } from 'react'
import { LabDivider } from '#components/lessons/lab-divider.tsx'
import { Icon } from '#components/ui/icon.tsx'

/** The instrument's place beside the book: its title, the divider that widens it, and full screen. */
export function LabFrame({ title, children }: { title: string; children: ReactNode }) {
  const [isFull, setFull] = useState(false)

  function toggleFull() {
    const next = !isFull
    const root = document.documentElement
    if (next) root.dataset.lab = 'full'
    else delete root.dataset.lab
    for (const other of document.querySelectorAll<HTMLElement>('[data-beside-lab]')) other.inert = next
    setFull(next)
  }

  return (
    <section id="playground" className="lesson-lab" aria-labelledby="playground-title">
      <LabDivider />
      <div className="lab-head">
        <h2 id="playground-title">
          Playground<span className="font-normal text-muted">{`: ${title}`}</span>
        </h2>
        <button type="button" className="button button-quiet needs-js lab-full-button" aria-pressed={isFull} onClick={toggleFull}>
          <Icon name={isFull ? 'collapse' : 'expand'} />
          <span className="max-sm:sr-only">Full screen</span>
        </button>
      </div>
      <div className="lab-body">{children}</div>
    </section>
  )
}
