'use client'

import { useEffect, useRef } from 'react'
import type { EditorKind } from '#components/playground/editor-choice.ts'
import { PlainEditor } from '#components/playground/plain-editor.tsx'
import { useMonaco } from '#components/playground/use-monaco.ts'
import { MarkedCode } from '#components/ui/marked-code.tsx'
import { ScriptCode } from '#components/ui/script-code.tsx'
import type { SourceFile } from '#lib/playground/code-document-rules.ts'
import { isScript } from '#lib/playground/highlight-rules.ts'

type EditorPaneProps = {
  files: readonly SourceFile[]
  /** How each of the starter's files is highlighted, in the same order; null for JavaScript, which is highlighted here. */
  marks: readonly (string | null)[]
  active: string
  isEdited: (path: string) => boolean
  /** Null until the learner asks to edit. */
  editor: EditorKind | null
  scope: string
  onEdit: () => void
  onChange: (path: string, content: string) => void
  onRun: () => void
  onTabMode: (leaves: boolean) => void
  isCompact: boolean
}

/**
 * A share of the instrument's height, so that what is below stands still while the rest of the page arrives: a larger one once the
 * task is folded away, and all that is left where the output stands beside it. Where the page scrolls as a whole, a fixed height.
 */
const SHARE =
  'in-data-js:flex-[0_1_20rem] lg:in-data-js:flex-[0_1_28%] lg:in-data-js:group-has-[[data-task]:not([open])]/playground:flex-[0_1_40%] @5xl/lab:in-data-js:flex-[1_1_20rem]!'

/** The code: a highlighted block to read, then, when it is asked for, an editor in the same place and type. */
export function EditorPane({ files, marks, active, isEdited, editor, scope, onEdit, onChange, onRun, onTabMode, isCompact }: EditorPaneProps) {
  const host = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const monaco = useMonaco({ isWanted: editor === 'monaco', host, meanwhile: text, files, path: active, onChange, onRun, onTabMode })
  const isOpen = editor !== null
  const isMonaco = monaco === 'here'

  // The editor is only ever opened because the learner asked for it, so it may take the focus.
  useEffect(() => {
    if (isOpen) text.current?.focus({ preventScroll: true })
  }, [isOpen])

  const marksOf = (path: string, index: number) => (isEdited(path) ? '' : (marks[index] ?? ''))

  function clickCode() {
    if (isOpen) text.current?.focus({ preventScroll: true })
    else if (getSelection()?.isCollapsed !== false) onEdit()
  }

  return (
    <>
      <div
        className={`relative bg-sunk font-mono text-[0.84375rem]/[1.375rem] in-data-js:min-h-28 ${isCompact ? 'in-data-js:flex-[0_1_38%]' : SHARE}`}
      >
        <div className="overflow-auto overscroll-x-contain in-data-js:absolute lg:overscroll-contain in-data-js:inset-0" hidden={isMonaco}>
          {files.map(({ path, content }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the Edit button is the keyboard's way; a click on the code is a shortcut to it
            <div
              key={path}
              role="tabpanel"
              id={isMonaco ? undefined : `${scope}-panel-${path}`}
              aria-labelledby={`${scope}-tab-${path}`}
              tabIndex={editor === null ? 0 : undefined}
              onClick={clickCode}
              className={`min-h-full min-w-max cursor-text -outline-offset-2 has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-action ${path === active ? '' : 'in-data-js:hidden'}`}
            >
              <p className="without-js px-4 pt-3 font-semibold">{path}</p>
              <div className="flex py-3">
                <LineNumbers count={content.split('\n').length} />
                <div className="min-w-0 flex-1 pe-4 whitespace-pre">
                  {editor !== null && path === active && !isMonaco ? (
                    <PlainEditor path={path} content={content} onChange={(next) => onChange(path, next)} textRef={text} />
                  ) : (
                    <pre>
                      <code>{isScript(path) ? <ScriptCode code={content} /> : <MarkedCode text={content} marks={marksOf(path, index)} />}</code>
                    </pre>
                  )}
                </div>
              </div>
            </div>
          ))}
        </div>
        <div
          ref={host}
          role="tabpanel"
          id={isMonaco ? `${scope}-panel-${active}` : undefined}
          aria-labelledby={`${scope}-tab-${active}`}
          className={`absolute inset-0 ${isMonaco ? '' : 'invisible'}`}
        />
      </div>
      {monaco === 'failed' ? (
        <p role="alert" className="shrink-0 border-t border-line bg-sunk px-4 py-1 text-xs">
          The full editor could not be loaded; this plain text area does as well.
        </p>
      ) : null}
    </>
  )
}

function LineNumbers({ count }: { count: number }) {
  return (
    <div aria-hidden="true" className="sticky start-0 w-[calc(4ch+0.5rem)] shrink-0 bg-sunk pe-2 text-end whitespace-pre text-muted select-none">
      {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
    </div>
  )
}
