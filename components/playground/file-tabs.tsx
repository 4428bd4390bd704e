'use client'

import { type KeyboardEvent, useRef } from 'react'

type FileTabsProps = {
  paths: readonly string[]
  active: string
  isEdited: (path: string) => boolean
  /** Start of the ids by which tabs and panels know each other. */
  scope: string
  onSelect: (path: string) => void
}

/** The files as tabs: one stop for Tab, arrows, Home and End move and select. */
export function FileTabs({ paths, active, isEdited, scope, onSelect }: FileTabsProps) {
  const list = useRef<HTMLDivElement>(null)

  function press(event: KeyboardEvent) {
    const at = paths.indexOf(active)
    const moves: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: paths.length - 1 }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    const index = (to + paths.length) % paths.length
    onSelect(paths[index] as string)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus()
  }

  return (
    <div ref={list} role="tablist" aria-label="Files" className="needs-js flex min-w-0 gap-1 overflow-x-auto" onKeyDown={press}>
      {paths.map((path) => (
        <button
          key={path}
          type="button"
          role="tab"
          id={`${scope}-tab-${path}`}
          aria-controls={path === active ? `${scope}-panel-${path}` : undefined}
          aria-selected={path === active}
          tabIndex={path === active ? 0 : -1}
          onClick={() => onSelect(path)}
          className={`min-h-9 shrink-0 cursor-pointer rounded-t-lg ps-3 pe-1.5 font-mono text-xs -outline-offset-2 forced-colors:aria-selected:underline ${path === active ? 'bg-sunk font-medium text-ink' : 'text-muted hover:text-ink'}`}
        >
          {path}
          <span aria-hidden="true" className={`ps-1.5 text-action ${isEdited(path) ? '' : 'invisible'}`}>
            ●
          </span>
          {isEdited(path) ? <span className="sr-only">, edited</span> : null}
        </button>
      ))}
    </div>
  )
}
