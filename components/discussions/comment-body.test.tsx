import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { HOSTILE_COMMENTS } from '#lib/discussions/markdown/hostile-markdown-tables.ts'
import { renderComment } from '#lib/discussions/markdown/render-comment.ts'
import { CommentBody } from './comment-body.tsx'

const drawn = async (markdown: string) => renderToStaticMarkup(<CommentBody nodes={(await renderComment(markdown)).nodes} />)

/** The page's own copy button, which stands beside every block of code. */
const withoutButtons = (html: string) => html.replaceAll(/<button.*?<\/button>/gs, '')

describe('a drawn comment', () => {
  it('says of every link that it is a reader’s', async () => {
    expect(await drawn('[a](https://example.test/)')).toContain('<a href="https://example.test/" rel="nofollow ugc noopener" class="link">a</a>')
  })

  it('takes the direction of its text', async () => {
    expect(await drawn('שלום')).toMatch(/^<div dir="auto"/)
  })

  it('refuses a tag, an address and an attribute that came another way than through the renderer', () => {
    const forged = [
      { tag: 'script', children: ['alert(1)'] },
      { tag: 'a', attributes: { href: 'javascript:alert(1)', onClick: 'x', style: 'x' }, children: ['b'] },
      { tag: 'p', attributes: { id: 'main', dangerouslySetInnerHTML: { __html: '<i>' } }, children: ['c'] },
    ]
    expect(renderToStaticMarkup(<CommentBody nodes={forged as never} />)).toBe(
      '<div dir="auto" class="comment-body markdown prose-flow">alert(1)b<p>c</p></div>',
    )
  })

  it('has no markup but ours for any hostile comment', async () => {
    const attribute =
      / (?:dir="auto"|class="[a-z -]*"|href="(?:https?:\/\/|mailto:|\/(?!\/)|#)[^"<>\s]*"|rel="nofollow ugc noopener"|tabindex="0"|start="\d+")/
    const tag = new RegExp(
      `^</?(?:a|blockquote|br|code|del|div|em|figure|hr|li|ol|p|pre|span|strong|table|tbody|td|th|thead|tr|ul)(?:${attribute.source})*/?>$`,
      'i',
    )
    for (const markdown of HOSTILE_COMMENTS)
      for (const [found] of withoutButtons(await drawn(markdown)).matchAll(/<[^>]*>?/g)) expect(found, markdown).toMatch(tag)
  })
})
