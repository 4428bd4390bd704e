'use client'

import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react'

type CodeActionsProps = {
  active: string
  isActiveEdited: boolean
  editedCount: number
  onResetFile: () => void
  onResetAll: () => void
  onShare: () => void
}

/** Reset of one file or of all, and sharing, at the end of the tabs. */
export function CodeActions({ active, isActiveEdited, editedCount, onResetFile, onResetAll, onShare }: CodeActionsProps) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)

  function leave(event: FocusEvent<HTMLElement>) {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }

  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    setOpen(false)
    button.current?.focus()
  }

  function choose(action: () => void) {
    setOpen(false)
    button.current?.focus()
    action()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears Escape and the loss of focus of its own buttons
    <div className="needs-js relative ms-auto flex shrink-0 items-center" onBlur={leave} onKeyDown={press}>
      <button
        ref={button}
        type="button"
        className="button button-quiet"
        aria-expanded={isOpen}
        aria-disabled={editedCount === 0}
        onClick={() => editedCount > 0 && setOpen(!isOpen)}
      >
        Reset
      </button>
      {isOpen ? (
        <div className="absolute end-0 top-full z-20 mt-1 flex w-max flex-col gap-1 rounded-lg border border-line bg-raised p-1.5 shadow-lg">
          <button type="button" className="button button-quiet justify-start!" disabled={!isActiveEdited} onClick={() => choose(onResetFile)}>
            {`Reset ${active}`}
          </button>
          <button type="button" className="button button-quiet justify-start!" onClick={() => choose(onResetAll)}>
            Reset all files
          </button>
        </div>
      ) : null}
      <button type="button" className="button button-quiet" onClick={onShare}>
        Share
      </button>
    </div>
  )
}
