import { createElement, Fragment } from 'react'
import { describe, expect, it } from 'vitest'
import { renderRichText } from './feedback.ts'
import { isSafeHref, plainText, toRichText } from './rich-text.ts'

const scriptAddress = ['javascript', 'alert(1)'].join(':')

describe('rich text', () => {
  it('is what Markdown becomes, as data', async () => {
    expect(await renderRichText('A `sid` at **/**, see [the rule](https://www.rfc-editor.org/rfc/rfc6265).')).toEqual([
      {
        tag: 'p',
        children: [
          'A ',
          { tag: 'code', children: ['sid'] },
          ' at ',
          { tag: 'strong', children: ['/'] },
          ', see ',
          { tag: 'a', attributes: { href: 'https://www.rfc-editor.org/rfc/rfc6265' }, children: ['the rule'] },
          '.',
        ],
      },
    ])
  })

  it('keeps highlighted code with its classes', async () => {
    const nodes = await renderRichText('```js\nconst a = 1\n```')
    expect(JSON.stringify(nodes)).toContain('"className":"tok-keyword"')
    expect(plainText(nodes)).toBe('const a = 1')
  })

  it('holds nothing that could run, load or submit, whatever the elements were', () => {
    const node = createElement(
      Fragment,
      null,
      createElement('script', null, 'alert(1)'),
      createElement('a', { href: scriptAddress, onClick: () => undefined, style: { color: 'red' }, id: 'x' }, 'a'),
      createElement('img', { src: 'https://evil.test/x.png' }),
      createElement('h2', { id: 'title' }, 'Title'),
    )
    expect(toRichText(node)).toEqual(['alert(1)', { tag: 'a', children: ['a'] }, { tag: 'p', children: ['Title'] }])
  })

  it('refuses a component, which it cannot look into', () => {
    expect(() => toRichText(createElement(() => null))).toThrow('found a component')
  })

  it.each([
    ['https://example.org/', true],
    ['http://example.org/', true],
    ['/learn', true],
    ['#part', true],
    ['//evil.test', false],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['data:text/html,x', false],
    [' javascript:alert(1)', false],
    ['', false],
  ])('takes %j for a safe address: %s', (href, isSafe) => {
    expect(isSafeHref(href)).toBe(isSafe)
  })
})
