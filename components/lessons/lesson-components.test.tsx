import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { CodeFigure } from '#components/lessons/code-figure.tsx'
import { lessonComponents } from '#components/lessons/lesson-components.tsx'
import { Term } from '#components/lessons/prose/figures.tsx'
import { HeadingLine } from '#components/lessons/prose/heading-line.tsx'
import type { Lesson } from '#lib/lessons/lesson.ts'
import { LESSON_COMPONENT_PROPS } from '#lib/lessons/lesson-component-schema.ts'

const lesson = { slug: 'a-lesson', track: { slug: 'a-track' }, lab: null, frontMatter: { lastReviewed: '2026-11-21' } } as Lesson

describe('lessonComponents', () => {
  it('draws every component that lessons may use, and checks its props', () => {
    const map = lessonComponents(lesson)
    for (const name of Object.keys(LESSON_COMPONENT_PROPS) as (keyof typeof LESSON_COMPONENT_PROPS)[]) {
      const Component = map[name] as (props: object) => unknown
      expect(() => Component({ onClick: 'alert(1)' }), name).toThrow(/onClick/)
    }
  })
})

describe('CodeFigure', () => {
  it('says of a block when it was executed', () => {
    const html = renderToStaticMarkup(
      <CodeFigure lastReviewed="2026-11-21" data-language="js" data-run="true">
        <code>1</code>
      </CodeFigure>,
    )
    expect(html).toContain('Executed with this version on <time dateTime="2026-11-21">21 Nov 2026</time>')
  })

  it('says of a block why it was not executed, and claims nothing of others', () => {
    expect(renderToStaticMarkup(<CodeFigure lastReviewed="2026-11-21" data-excuse="text on the wire" />)).toContain('Not executed: text on the wire')
    expect(renderToStaticMarkup(<CodeFigure lastReviewed="2026-11-21" data-language="sh" />)).not.toMatch(/executed/i)
  })
})

describe('a heading and a term', () => {
  it('gives a heading a link to itself that is named by it', () => {
    const html = renderToStaticMarkup(
      <HeadingLine level={2} id="two-clocks">
        Two clocks
      </HeadingLine>,
    )
    expect(html).toContain('<h2 id="two-clocks">Two clocks</h2>')
    expect(html).toContain('href="#two-clocks"')
    expect(html).toContain('aria-labelledby="two-clocks"')
  })

  it('ties a term to its meaning without a script', () => {
    const html = renderToStaticMarkup(<Term means="a store of cookies">jar</Term>)
    const target = /popoverTarget="([^"]+)"/i.exec(html)?.[1]
    expect(target).toBeTruthy()
    expect(html).toContain(`id="${target}" popover="auto"`)
  })
})
