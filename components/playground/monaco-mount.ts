import { editor, KeyCode, KeyMod, type Range, Uri } from 'monaco-editor/editor'
import { addEditorTypes } from '#components/playground/editor-types.ts'
import { MONACO_THEME, setUpMonaco } from '#components/playground/monaco-setup.ts'
import type { SourceFile } from '#lib/playground/code-document-rules.ts'

export type EditorHandle = {
  /** Shows a file, with its own cursor, scroll and undo. */
  show: (path: string) => void
  /** Takes over text that was changed elsewhere; what the editor already holds is left alone, and its own undo still works. */
  takeOver: (files: readonly SourceFile[]) => void
  focus: () => void
  placeCursor: (offset: number) => void
  dispose: () => void
}

type MountOptions = {
  files: readonly SourceFile[]
  path: string
  /** Says what the editor is, to those who cannot see it. */
  label: string
  onChange: (path: string, content: string) => void
  onRun: () => void
  /** Told at each change of what Tab does: leave the editor (from the beginning), or indent. */
  onTabMode: (leaves: boolean) => void
}

/** The editor in this element, with one model for each file. */
export function mountEditor(host: HTMLElement, { files, path, label, onChange, onRun, onTabMode }: MountOptions): EditorHandle {
  setUpMonaco()
  void addEditorTypes()
  const scope = crypto.randomUUID()
  const models = new Map(files.map((file) => [file.path, modelOf(scope, file)]))
  const views = new Map<string, editor.ICodeEditorViewState | null>()
  let shown = path
  let isTakingOver = false
  const style = getComputedStyle(host)
  const made = editor.create(host, {
    model: models.get(path) ?? null,
    theme: MONACO_THEME,
    ariaLabel: label,
    automaticLayout: true,
    tabFocusMode: true,
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
    fontLigatures: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    padding: { top: 12, bottom: 12 },
    lineNumbersMinChars: 4,
    lineDecorationsWidth: 8,
    glyphMargin: false,
    folding: false,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    renderLineHighlight: 'none',
    stickyScroll: { enabled: false },
    guides: { indentation: false },
    fixedOverflowWidgets: true,
    quickSuggestions: { other: true, comments: false, strings: false },
    scrollbar: { alwaysConsumeMouseWheel: false, useShadows: false },
    wordBasedSuggestions: 'allDocuments',
    // A handler need not use all that it is given, and paler code is hard to read.
    showUnused: false,
  })
  // Our own switch: the package's cannot turn off what the option turned on.
  let tabLeaves = true
  made.addAction({
    id: 'crumbtrail.tab',
    label: 'Switch what Tab does: leave the editor, or indent',
    keybindings: [KeyMod.CtrlCmd | KeyCode.KeyM, KeyMod.WinCtrl | KeyMod.Shift | KeyCode.KeyM],
    run() {
      tabLeaves = !tabLeaves
      made.updateOptions({ tabFocusMode: tabLeaves })
      onTabMode(tabLeaves)
    },
  })
  made.addAction({ id: 'crumbtrail.run', label: 'Run this code', keybindings: [KeyMod.CtrlCmd | KeyCode.Enter], run: onRun })
  const listening = [...models].map(([name, model]) => model.onDidChangeContent(() => isTakingOver || onChange(name, model.getValue())))

  return {
    show(next) {
      if (next === shown) return
      views.set(shown, made.saveViewState())
      shown = next
      made.setModel(models.get(next) ?? null)
      made.restoreViewState(views.get(next) ?? null)
    },
    takeOver(next) {
      for (const { path: name, content } of next) {
        const model = models.get(name)
        if (!model || model.getValue() === content) continue
        isTakingOver = true
        const whole: Range = model.getFullModelRange()
        model.pushStackElement()
        model.pushEditOperations([], [{ range: whole, text: content }], () => null)
        model.pushStackElement()
        isTakingOver = false
      }
    },
    focus: () => made.focus(),
    placeCursor(offset) {
      const position = made.getModel()?.getPositionAt(offset)
      if (!position) return
      made.setPosition(position)
      made.revealPositionInCenterIfOutsideViewport(position)
    },
    dispose() {
      for (const listener of listening) listener.dispose()
      made.dispose()
      for (const model of models.values()) model.dispose()
    },
  }
}

/** Each mounting has a folder of its own, so that two playgrounds on a page do not share models; files find each other by path in it. */
function modelOf(scope: string, { path, content }: SourceFile): editor.ITextModel {
  const language = /\.[cm]?js$/.test(path) ? 'javascript' : 'plaintext'
  const model = editor.createModel(content, language, Uri.file(`/${scope}/${path}`))
  model.updateOptions({ tabSize: 2, bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } })
  return model
}
