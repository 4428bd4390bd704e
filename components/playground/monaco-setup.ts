import '#components/playground/monaco-features.ts'
import { editor } from 'monaco-editor/editor'
import { javascriptDefaults } from 'monaco-editor/languages/features/typescript/register'
import { COMPILER_OPTIONS, STYLE_ADVICE } from '#lib/playground/editor-language.ts'

const THEME = 'crumbtrail'

let isReady = false

/** Workers of our own origin, the language service for Node's kind of JavaScript, and our theme. Once a page. */
export function setUpMonaco(): void {
  if (isReady) return
  isReady = true
  globalThis.MonacoEnvironment = {
    getWorker: (_id, label) =>
      label === 'javascript' || label === 'typescript'
        ? new Worker(new URL('monaco-editor/languages/features/typescript/ts.worker.js', import.meta.url), { type: 'module' })
        : new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), { type: 'module' }),
  }
  javascriptDefaults.setCompilerOptions(COMPILER_OPTIONS)
  javascriptDefaults.setDiagnosticsOptions({ noSemanticValidation: false, noSyntaxValidation: false, diagnosticCodesToIgnore: STYLE_ADVICE })
  javascriptDefaults.setEagerModelSync(true)
  followTheme()
}

export const MONACO_THEME = THEME

/** The theme is made from the page's own tokens, and again whenever the page changes its theme. */
function followTheme(): void {
  const define = () => {
    editor.defineTheme(THEME, themeOfPage())
    editor.setTheme(THEME)
  }
  define()
  new MutationObserver(define).observe(document.documentElement, { attributeFilter: ['data-theme'] })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', define)
}

function themeOfPage(): editor.IStandaloneThemeData {
  const colour = colourReader()
  const ground = colour('--color-sunk')
  const isDark = luminanceOf(ground) < 0.5
  const token = (name: string, variable: string) => ({ token: name, foreground: colour(variable).slice(1) })
  return {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      token('', '--color-ink'),
      token('comment', '--color-code-comment'),
      token('string', '--color-good'),
      token('string.escape', '--color-network'),
      token('regexp', '--color-good'),
      token('keyword', '--color-code-keyword'),
      token('number', '--color-network'),
      token('type', '--color-ink'),
      token('delimiter', '--color-ink'),
    ],
    colors: {
      'editor.background': ground,
      'editor.foreground': colour('--color-ink'),
      'editorLineNumber.foreground': colour('--color-muted'),
      'editorLineNumber.activeForeground': colour('--color-ink'),
      'editorCursor.foreground': colour('--color-action'),
      'editor.selectionBackground': colour('--color-action-soft'),
      'editor.inactiveSelectionBackground': colour('--color-line'),
      'editor.lineHighlightBackground': ground,
      'editor.lineHighlightBorder': ground,
      'editorIndentGuide.background1': colour('--color-line'),
      'editorBracketMatch.background': colour('--color-line'),
      'editorBracketMatch.border': colour('--color-edge'),
      'editorWidget.background': colour('--color-raised'),
      'editorWidget.foreground': colour('--color-ink'),
      'editorWidget.border': colour('--color-line'),
      'editorSuggestWidget.background': colour('--color-raised'),
      'editorSuggestWidget.selectedBackground': colour('--color-action-soft'),
      'editorSuggestWidget.selectedForeground': colour('--color-ink'),
      'editorSuggestWidget.highlightForeground': colour('--color-action'),
      'editorSuggestWidget.focusHighlightForeground': colour('--color-action'),
      'editorHoverWidget.highlightForeground': colour('--color-action'),
      'editorHoverWidget.background': colour('--color-raised'),
      'editorError.foreground': colour('--color-bad'),
      'scrollbarSlider.background': colour('--color-line'),
      'scrollbarSlider.hoverBackground': colour('--color-edge'),
      focusBorder: colour('--color-action'),
      'input.background': colour('--color-paper'),
      'input.foreground': colour('--color-ink'),
      'input.border': colour('--color-edge'),
      'list.hoverBackground': colour('--color-sunk'),
      'menu.background': colour('--color-raised'),
      'menu.foreground': colour('--color-ink'),
      'menu.selectionBackground': colour('--color-action-soft'),
      'menu.selectionForeground': colour('--color-ink'),
    },
  }
}

/** Reads a token as #rrggbb, which is all that the editor takes: the browser itself converts it. */
function colourReader(): (variable: string) => string {
  const probe = document.createElement('span')
  document.body.append(probe)
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const values = new Map<string, string>()
  queueMicrotask(() => probe.remove())
  return (variable) => {
    const known = values.get(variable)
    if (known) return known
    probe.style.color = `var(${variable})`
    if (!context) throw new Error('the browser draws nothing off screen')
    context.fillStyle = getComputedStyle(probe).color
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    const value = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    values.set(variable, value)
    return value
  }
}

function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
