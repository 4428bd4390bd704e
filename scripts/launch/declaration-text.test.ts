import { describe, expect, it } from 'vitest'
import { shortDeclaration } from './declaration-text.ts'

const source = `/// <reference path="other.d.ts" />
// A note of the authors.
declare module 'things' {
    /**
     * Makes a thing. It's new.
     *
     * More about it, "at length".
     * \`\`\`js
     * make('a') // a thing
     * \`\`\`
     * @since v1.0.0
     * @param name what it is called
     * @deprecated Use {@link other}.
     */
    function make(name: 'http://*/*' | "it's"): Thing; /* aside */
}
`

describe('shortDeclaration', () => {
  it('keeps types, strings and directives, whatever comments go', () => {
    expect(shortDeclaration(source, 'nothing')).toBe(
      `/// <reference path="other.d.ts" />\ndeclare module 'things' {\nfunction make(name: 'http://*/*' | "it's"): Thing;\n}`,
    )
  })

  it('keeps of the documentation what is shown beside a suggestion', () => {
    const text = shortDeclaration(source, 'summaries')
    expect(text).toContain(`/** Makes a thing. It's new.\n* @param name what it is called\n* @deprecated Use {@link other}. */\nfunction make`)
    expect(text).not.toMatch(/at length|a thing\n|since|note of|aside/)
  })

  it('keeps the documentation whole where that is wanted, and never a note of the authors', () => {
    const text = shortDeclaration(source, 'documentation')
    expect(text).toContain(`* More about it, "at length".\n* \`\`\`js\n* make('a') // a thing\n`)
    expect(text).not.toMatch(/note of|aside/)
  })
})
