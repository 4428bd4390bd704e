'use client'

import { rememberLook } from '#components/site/page-memory.ts'
import { Icon } from '#components/ui/icon.tsx'

/** Opens the drawer on narrow pages (by the platform, without a script); on wide ones folds the column away and remembers it. */
export function RailToggle() {
  function toggleColumn() {
    const root = document.documentElement
    const isClosing = root.dataset.rail !== 'closed'
    if (isClosing) root.dataset.rail = 'closed'
    else delete root.dataset.rail
    rememberLook('rail', isClosing ? 'closed' : null)
  }

  return (
    <>
      <button type="button" className="button button-quiet rail-drawer-button" popoverTarget="track-rail">
        <Icon name="steps" />
        Steps
      </button>
      <button type="button" className="button button-quiet rail-column-button needs-js" onClick={toggleColumn}>
        <Icon name="rail" />
        <span>
          Steps<span className="sr-only">: show or hide the column</span>
        </span>
      </button>
    </>
  )
}
