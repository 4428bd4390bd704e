import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ContentError } from './content-mistake.ts'
import { LESSON_COMPONENT_PROPS } from './lesson-component-schema.ts'
import { type LessonComponents, renderCode, renderLesson, renderMarkdown } from './render-lesson.ts'

const shown =
  (name: string) =>
  ({ children, ...props }: { children?: ReactNode }) =>
    createElement('section', { 'data-name': name, 'data-props': JSON.stringify(props) }, children)

const components = Object.fromEntries(Object.keys(LESSON_COMPONENT_PROPS).map((name) => [name, shown(name)])) as unknown as LessonComponents

const render = async (body: string) => renderToStaticMarkup(await renderLesson({ body, slug: 'test' }, components))
const renderPlain = async (markdown: string) => renderToStaticMarkup(await renderMarkdown(markdown))

describe('a lesson that is drawn', () => {
  it('gives headings ids and components their literal props', async () => {
    expect(await render('## Two `clocks`, one winner\n\n<Quiz ids={["q-a", "q-b"]} />')).toBe(
      '<h2 id="two-clocks-one-winner">Two <code>clocks</code>, one winner</h2>\n<section data-name="Quiz" data-props="{&quot;ids&quot;:[&quot;q-a&quot;,&quot;q-b&quot;]}"></section>',
    )
  })

  it('draws a component on one line as a block with a paragraph, and a term inside its sentence', async () => {
    expect(await render('<Tip>Say `HttpOnly`.</Tip>')).toBe('<section data-name="Tip" data-props="{}"><p>Say <code>HttpOnly</code>.</p></section>')
    expect(await render('A <Term means="its store">jar</Term> here.')).toBe(
      '<p>A <section data-name="Term" data-props="{&quot;means&quot;:&quot;its store&quot;}">jar</section> here.</p>',
    )
  })

  it('tells of code blocks by data, and of tokens by classes', async () => {
    const html = await render('```js run\nconst a = 1\n```\n\n```output\n1\n```\n\n```http excuse="a \'sketch\'"\nGET / HTTP/1.1\n```')
    expect(html).toContain('<pre data-language="js" data-run="true"><code><span class="tok-keyword">const</span>')
    expect(html).toContain('<pre data-language="output" data-output="true"><code>1</code></pre>')
    expect(html).toContain('<pre data-language="http" data-excuse="a &#x27;sketch&#x27;"><code>')
    expect(html).not.toMatch(/style=|shiki/)
  })

  it('aligns table cells by data', async () => {
    expect(await render('| a | b |\n| --- | ---: |\n| 1 | 2 |')).toContain('<th>a</th><th data-align="right">b</th>')
  })

  it('leaves no trace of comments', async () => {
    expect(await render('One {/* not this */}two.\n\n{/* nor this */}')).toBe('<p>One two.</p>')
  })

  it('stops when the component map lacks a component', async () => {
    const { Tip: _, ...others } = components
    await expect(renderLesson({ body: '<Tip>x</Tip>', slug: 'test' }, others as LessonComponents)).rejects.toThrow('The component map has no Tip')
  })
})

describe('a lesson that holds code', () => {
  const seen = globalThis as { lessonRan?: boolean }

  it.each([
    ['{globalThis.lessonRan = true}'],
    ['a {globalThis.lessonRan = true} b'],
    ['import x from "data:text/javascript,globalThis.lessonRan = true"'],
    ['export const x = (globalThis.lessonRan = true)'],
    ['<Term means={globalThis.lessonRan = true}>x</Term>'],
    [`<Term means={\`\${globalThis.lessonRan = true}\`}>x</Term>`],
    ['<Term {...(globalThis.lessonRan = true, {})}>x</Term>'],
    ['<Term means={{ get x() { return (globalThis.lessonRan = true) } }}>x</Term>'],
    ['<Quiz ids={[globalThis.lessonRan = true]} />'],
    ['<Term means={process.env.AUTH_SECRET}>x</Term>'],
    ['<Term means={Tip}>x</Term>'],
    ['<constructor />'],
    ['<Tip.constructor />'],
    ['<toString />'],
    ['<__proto__ />'],
    ['<script>globalThis.lessonRan = true</script>'],
    ['<Tip onClick={"globalThis.lessonRan = true"}>x</Tip>'],
    ['<Tip dangerouslySetInnerHTML={{ __html: "<b>" }}>x</Tip>'],
    ['[x](javascript:globalThis.lessonRan=true)'],
    ['[x](JaVaScRiPt:alert)'],
    ['[x](data:text/html,x)'],
    ['[x](vbscript:x)'],
    ['[x]\n\n[x]: javascript:alert'],
    ['[x](//evil.example/)'],
    ['[x](/\\evil.example/)'],
    ['<>x</>'],
  ])('%s is refused and never executed', async (body) => {
    delete seen.lessonRan
    await expect(render(body)).rejects.toThrow(ContentError)
    expect(seen.lessonRan).toBeUndefined()
  })
})

describe('plain Markdown', () => {
  it('is drawn with highlighted code and without components', async () => {
    expect(await renderPlain('**Bold** `code`')).toBe('<p><strong>Bold</strong> <code>code</code></p>')
    expect(await renderPlain('```js\nlet a\n```')).toContain('<pre data-language="js"><code><span class="tok-keyword">let</span>')
    expect(await renderPlain('Braces {a} and 1 < 2')).toBe('<p>Braces {a} and 1 &lt; 2</p>')
  })

  it.each([['<img src=x onerror=alert(1)>'], ['a <b>c</b>'], ['<Tip>x</Tip>'], ['[x](javascript:alert)'], ['![x](https://example.org/x.png)']])(
    '%s is refused',
    async (markdown) => {
      await expect(renderPlain(markdown)).rejects.toThrow(ContentError)
    },
  )
})

describe('a piece of code', () => {
  it('keeps its text, whatever the language', async () => {
    const code = 'const a = "<b>"\n\n  // x\n'
    const text = (html: string) =>
      html
        .replace(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
    for (const language of ['js', 'ts', 'http', 'json', 'output', 'nonsense', 'constructor']) {
      expect(text(renderToStaticMarkup(await renderCode(code, language)))).toBe(code)
    }
  })
})
