import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { CodeFigure } from '#components/lessons/code-figure.tsx'
import { highlightedPieces } from '#components/lessons/highlighted-pieces.ts'
import { renderCode } from '#lib/lessons/render-lesson.ts'

const code = 'HTTP/1.1 200 OK\nSet-Cookie: visitor=1; Path=/\n'

const codeIn = (markup: string) => /<code>.*<\/code>/s.exec(markup)?.[0]

describe('a block of code', () => {
  it('is drawn from text and marks as the highlighter drew it', async () => {
    const drawn = await renderCode(code, 'http')
    const figure = await renderCode(code, 'http', { pre: (props) => <CodeFigure lastReviewed="2026-11-21" {...props} /> })
    expect(codeIn(renderToStaticMarkup(figure))).toBe(codeIn(renderToStaticMarkup(drawn)))
    expect(renderToStaticMarkup(figure)).toContain('<span class="tok-')
  })

  it('has JavaScript as the playground has it', async () => {
    const figure = await renderCode("const a = 'b'", 'js', { pre: (props) => <CodeFigure lastReviewed="2026-11-21" {...props} /> })
    expect(codeIn(renderToStaticMarkup(figure))).toBe(
      '<code><span class="tok-keyword">const</span> a = <span class="tok-string">&#x27;b&#x27;</span></code>',
    )
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
