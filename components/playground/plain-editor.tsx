'use client'

import type { Ref } from 'react'

type PlainEditorProps = {
  path: string
  content: string
  onChange: (content: string) => void
  textRef?: Ref<HTMLTextAreaElement>
}

/** A text area as wide and as high as its text: the box around it scrolls code and line numbers together, and shows the focus. Tab moves on. */
export function PlainEditor({ path, content, onChange, textRef }: PlainEditorProps) {
  const lines = content.split('\n')
  const longest = lines.reduce((length, line) => Math.max(length, line.length), 40)

  return (
    <textarea
      ref={textRef}
      aria-label={`Code of ${path}`}
      value={content}
      rows={lines.length}
      cols={longest + 2}
      wrap="off"
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      autoCorrect="off"
      onChange={(event) => onChange(event.target.value)}
      className="block min-w-full resize-none overflow-hidden bg-transparent text-ink outline-none [font-variant-ligatures:none]"
    />
  )
}
