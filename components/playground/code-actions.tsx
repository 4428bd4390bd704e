'use client'

import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react'

type CodeActionsProps = {
  active: string
  isActiveEdited: boolean
  editedCount: number
  /** Null while an editor is open already. */
  onEdit: (() => void) | null
  onResetFile: () => void
  onResetAll: () => void
  onShare: () => void
  /** Id of what takes the focus when the reset button goes away with the edits. */
  focusAfter: string
}

/** Editing, reset of one file or of all, and sharing, at the end of the tabs. */
export function CodeActions({ active, isActiveEdited, editedCount, onEdit, onResetFile, onResetAll, onShare, focusAfter }: CodeActionsProps) {
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
    action()
    document.getElementById(focusAfter)?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears Escape and the loss of focus of its own buttons
    <div className="needs-js relative ms-auto flex shrink-0 items-center" onBlur={leave} onKeyDown={press}>
      <button
        ref={button}
        type="button"
        className={`button button-quiet ${editedCount > 0 ? '' : 'invisible'}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        Reset
      </button>
      {onEdit ? (
        <button type="button" className="button button-quiet" onClick={onEdit}>
          Edit
        </button>
      ) : null}
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
