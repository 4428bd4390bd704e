import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { CodeFigure } from '#components/lessons/code-figure.tsx'
import { highlightedPieces } from '#components/lessons/highlighted-pieces.ts'
import { renderCode } from '#lib/lessons/render-lesson.ts'

const code = "// All of it\nconst answer = await fetch('http://shop.test/')\n"

const codeIn = (markup: string) => /<code>.*<\/code>/s.exec(markup)?.[0]

describe('a block of code', () => {
  it('is drawn from text and marks as the highlighter drew it', async () => {
    const drawn = await renderCode(code, 'js')
    const figure = await renderCode(code, 'js', { pre: (props) => <CodeFigure lastReviewed="2026-11-21" {...props} /> })
    expect(codeIn(renderToStaticMarkup(figure))).toBe(codeIn(renderToStaticMarkup(drawn)))
    expect(renderToStaticMarkup(figure)).toContain('<span class="tok-keyword">const</span>')
  })

  it('is drawn as it is when it holds something else', () => {
    const inner = (
      <code>
        a <b>bold</b> word
      </code>
    )
    expect(highlightedPieces(inner)).toBeNull()
    expect(renderToStaticMarkup(<CodeFigure lastReviewed="2026-11-21">{inner}</CodeFigure>)).toContain('<code>a <b>bold</b> word</code>')
  })
})
