'use client'

import { useState } from 'react'
import { Icon } from '#components/ui/icon.tsx'

/** Copies the code of the figure that it stands in, and says whether that worked. */
export function CopyButton() {
  const [told, setTold] = useState<'copied' | 'refused' | null>(null)

  async function copy(button: HTMLElement) {
    const text = button.closest('figure')?.querySelector('pre')?.textContent ?? ''
    const outcome = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'refused' as const,
    )
    setTold(outcome)
    setTimeout(() => setTold(null), 2500)
  }

  return (
    <button
      type="button"
      className="button button-quiet copy-button needs-js"
      data-told={told ?? undefined}
      onClick={(event) => void copy(event.currentTarget)}
    >
      <Icon name={told === 'copied' ? 'check' : 'copy'} />
      <span aria-live="polite" className={told ? undefined : 'sr-only'}>
        {told === 'copied' ? 'Copied' : told === 'refused' ? 'The browser refused. Select the code and copy it by hand.' : 'Copy code'}
      </span>
    </button>
  )
}
