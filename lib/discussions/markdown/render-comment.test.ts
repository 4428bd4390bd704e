import { describe, expect, it } from 'vitest'
import { COMMENT_CHARACTERS_MAX } from '../comment-limits.ts'
import { type CommentNode, commentWords, countOutsideLinks, excerptOf, isWordless, openingOf, safeHref } from './comment-tree.ts'
import { HOSTILE_COMMENTS, slowComments } from './hostile-markdown-tables.ts'
import { renderComment } from './render-comment.ts'

const elementsOf = (nodes: readonly CommentNode[]): Exclude<CommentNode, string>[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...elementsOf(node.children)]))

const one = async (markdown: string) => (await renderComment(markdown)).nodes

describe('a comment', () => {
  it('has the forms of Markdown that people use', async () => {
    const markdown = [
      'A *b* **c** ~~d~~ `e`  \nf\n\n> g\n\n1. h\n2. i\n\n- j\n\n---\n\n| k | l |\n| :- | -: |\n| m | n |\n\nhttps://example.test/o',
      '[p](/learn)',
    ].join('\n\n')
    const tags = elementsOf(await one(markdown)).map(({ tag }) => tag)
    for (const tag of ['em', 'strong', 'del', 'code', 'br', 'blockquote', 'ol', 'ul', 'hr', 'table', 'th', 'td', 'a']) expect(tags).toContain(tag)
  })

  it('is the same as before when its blocks are told apart', async () => {
    expect(await one('a\n\nb')).toEqual([
      { tag: 'p', children: ['a'] },
      { tag: 'p', children: ['b'] },
    ])
  })

  it('has nothing between the cells of a table, the items of a list and the blocks of a quote, and keeps what is between words', async () => {
    const [table, list, quote, words] = await one('| a |\n| - |\n| b |\n\n- c\n- d\n\n> e\n>\n> f\n\n*g*\n*h*')
    const row = (tag: 'th' | 'td', text: string) => ({ tag: 'tr', children: [{ tag, children: [text] }] })
    expect(table).toEqual({
      tag: 'table',
      children: [
        { tag: 'thead', children: [row('th', 'a')] },
        { tag: 'tbody', children: [row('td', 'b')] },
      ],
    })
    expect([list, quote].map((node) => (typeof node === 'string' ? [] : node?.children.filter((child) => typeof child === 'string')))).toEqual([
      [],
      [],
    ])
    expect(commentWords([words as CommentNode])).toBe('g\nh\n')
  })

  it('has its code coloured by the language, by its usual names too', async () => {
    for (const language of ['js', 'javascript', 'ts', 'bash', 'yml', 'http', 'JSON']) {
      const [pre] = await one(`\`\`\`${language}\nif: true\n\`\`\``)
      expect(pre, language).toMatchObject({ tag: 'pre', children: [{ tag: 'code' }] })
      expect(commentWords([pre as CommentNode])).toBe('if: true\n')
    }
    const classes = elementsOf(await one('```js\nconst a = "b"\n```')).map(({ attributes }) => attributes?.className)
    expect(classes).toContain('tok-keyword')
  })

  it('keeps code as it was typed', async () => {
    expect(await one('```\n  a\n\n\tb <c>\n```')).toEqual([{ tag: 'pre', children: [{ tag: 'code', children: ['  a\n\n\tb <c>'] }] }])
  })

  it('shows HTML as the text that was typed', async () => {
    expect(commentWords(await one('a <b>c</b> <script>alert(1)</script>'))).toBe('a <b>c</b> <script>alert(1)</script>\n')
    expect(commentWords(await one('<div>\n*a*\n</div>'))).toBe('<div>\n*a*\n</div>\n')
  })

  it('shows a picture as a link to it, and inside a link as its words', async () => {
    expect(await one('![a jar](https://example.test/jar.png)')).toEqual([
      { tag: 'p', children: [{ tag: 'a', attributes: { href: 'https://example.test/jar.png' }, children: ['a jar'] }] },
    ])
    expect(elementsOf(await one('[![a](https://example.test/1)](https://example.test/2)')).filter(({ tag }) => tag === 'a')).toHaveLength(1)
    expect(commentWords(await one('![](https://example.test/jar.png)'))).toBe('picture\n')
  })

  it('has headings as strong lines, boxes and footnotes as text', async () => {
    expect(await one('# A\n\n###### B')).toEqual([
      { tag: 'p', children: [{ tag: 'strong', children: ['A'] }] },
      { tag: 'p', children: [{ tag: 'strong', children: ['B'] }] },
    ])
    expect(commentWords(await one('- [ ] a\n- [x] b'))).toMatch(/☐ a.*☑ b/s)
    expect(commentWords(await one('a[^1]\n\n[^1]: b'))).toMatch(/a\[\^1\].*\[\^1\]:.*b/s)
  })

  it('is shown as it was typed when its Markdown is too involved', async () => {
    const { nodes, isPlain } = await renderComment(`${'>'.repeat(40)} a\nb\n\nc`)
    expect(isPlain).toBe(true)
    expect(nodes).toEqual([
      { tag: 'p', children: [`${'>'.repeat(40)} a`, { tag: 'br', children: [] }, 'b'] },
      { tag: 'p', children: ['c'] },
    ])
  })

  it('keeps a list that is nested as deep as people go', async () => {
    const { isPlain, nodes } = await renderComment('- a\n  - b\n    - c\n      > d\n      > > e')
    expect(isPlain).toBe(false)
    expect(elementsOf(nodes).filter(({ tag }) => tag === 'ul')).toHaveLength(3)
  })
})

describe('what is told of a comment', () => {
  it('counts the links that lead out', async () => {
    expect(countOutsideLinks(await one('[a](https://a.test) <https://b.test> www.c.test d@e.test [f](/learn) [g](#h) `https://i.test`'))).toBe(4)
  })

  it('knows when there is nothing to read', async () => {
    for (const nothing of ['', ' \n\t', '\u200b\u2060', '---', '[a]: b', '&nbsp;', '\u202e'])
      expect(isWordless(await one(nothing)), JSON.stringify(nothing)).toBe(true)
    for (const something of ['a', '?', '🙂', '`x`', 'ש', '<b>']) expect(isWordless(await one(something)), something).toBe(false)
  })

  it('begins with its first words', async () => {
    expect(excerptOf(await one('# Why\n\nis `this` *so*?'))).toBe('Why is this so?')
    expect(excerptOf(await one('word '.repeat(100)), 22)).toBe('word word word word…')
    expect(openingOf(await one('```js\nlet a\n```\n\nWhy `this`?\n\n- more'), 90)).toBe('Why this?')
    expect(openingOf(await one('```js\nlet a\n```'), 90)).toBe('let a')
    expect(excerptOf(await one('🙂'.repeat(50)), 3).isWellFormed()).toBe(true)
  })
})

describe('addresses', () => {
  it.each(['https://example.test/a?b=c#d', 'HTTP://EXAMPLE.TEST', 'mailto:a@example.test', '/learn', '#c1'])('%s may stand', (href) => {
    expect(safeHref(href)).toBe(href)
  })

  it.each([
    'javascript:x',
    'data:,x',
    '//example.test',
    '/\\example.test',
    'https://a:b@example.test',
    'https://x y',
    'x',
    '',
    null,
    `/${'a'.repeat(3000)}`,
  ])('%s may not', (href) => {
    expect(safeHref(href)).toBeNull()
  })
})

const TAGS = /^(a|blockquote|br|code|del|em|hr|li|ol|p|pre|span|strong|table|tbody|td|th|thead|tr|ul)$/

describe('hostile comments', () => {
  it('are many', () => expect(HOSTILE_COMMENTS.length).toBeGreaterThan(1000))

  it('hold nothing active, whichever is written', async () => {
    for (const markdown of HOSTILE_COMMENTS) {
      for (const { tag, attributes = {} } of elementsOf(await one(markdown))) {
        expect(tag, markdown).toMatch(TAGS)
        for (const [name, value] of Object.entries(attributes)) {
          expect(['href', 'className', 'align', 'start'], markdown).toContain(name)
          if (name !== 'href') continue
          // What a browser makes of it, not what we think it is.
          const url = new URL(String(value), 'https://site.test/learn/a/b')
          expect(['https:', 'http:', 'mailto:'], markdown).toContain(url.protocol)
          expect(url.username + url.password, markdown).toBe('')
          if (!/^https?:\/\//i.test(String(value)) && url.protocol !== 'mailto:') expect(url.host, markdown).toBe('site.test')
        }
      }
    }
  })

  it.each(slowComments(COMMENT_CHARACTERS_MAX))('%s takes a bounded time and gives a bounded tree', async (_, markdown) => {
    const start = performance.now()
    const { nodes } = await renderComment(markdown)
    // A second on a quiet machine is far above what any takes; the rest is for a busy one.
    expect(performance.now() - start).toBeLessThan(5000)
    expect(JSON.stringify(nodes).length).toBeLessThan(200_000)
  })
})
