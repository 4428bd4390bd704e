'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { EditorHandle } from '#components/playground/monaco-mount.ts'
import type { SourceFile } from '#lib/playground/code-document-rules.ts'

type UseMonacoOptions = {
  isWanted: boolean
  host: RefObject<HTMLElement | null>
  /** The text area that takes the typing until the editor is there; its cursor and focus are handed over. */
  meanwhile: RefObject<HTMLTextAreaElement | null>
  files: readonly SourceFile[]
  path: string
  onChange: (path: string, content: string) => void
  onRun: () => void
  onTabMode: (leaves: boolean) => void
}

export type MonacoState = 'away' | 'coming' | 'here' | 'failed'

/** Fetches the editor when it is wanted, and keeps it in step with the files. Not one byte of it is fetched before. */
export function useMonaco({ isWanted, host, meanwhile, files, path, onChange, onRun, onTabMode }: UseMonacoOptions): MonacoState {
  const [state, setState] = useState<MonacoState>('away')
  const handle = useRef<EditorHandle | null>(null)
  const latest = useRef({ files, path, onChange, onRun, onTabMode })
  latest.current = { files, path, onChange, onRun, onTabMode }

  useEffect(() => {
    if (!isWanted) return
    let isGone = false
    setState('coming')
    import('#components/playground/monaco-mount.ts').then(
      ({ mountEditor }) => {
        if (isGone || !host.current) return
        const text = meanwhile.current
        // The button that opened the editor is gone, so the focus is in the text area, or nowhere when that came too late for it.
        const mayFocus = document.activeElement === text || document.activeElement === document.body
        const made = mountEditor(host.current, {
          files: latest.current.files,
          path: latest.current.path,
          label: 'Code editor. Tab moves on; Control M lets Tab indent.',
          onChange: (name, content) => latest.current.onChange(name, content),
          onRun: () => latest.current.onRun(),
          onTabMode: (leaves) => latest.current.onTabMode(leaves),
        })
        handle.current = made
        const cursor = text?.selectionStart ?? 0
        // In one go, so that no key falls between the text area and the editor, which must be seen before it can be focused.
        flushSync(() => setState('here'))
        made.placeCursor(cursor)
        if (mayFocus) made.focus()
      },
      () => isGone || setState('failed'),
    )
    return () => {
      isGone = true
      handle.current?.dispose()
      handle.current = null
      setState('away')
    }
  }, [isWanted, host, meanwhile])

  useEffect(() => handle.current?.show(path), [path])
  useEffect(() => handle.current?.takeOver(files), [files])
  return state
}
