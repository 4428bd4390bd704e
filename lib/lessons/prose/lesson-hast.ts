import type { Element, Nodes, Root } from 'hast'
import type { Code, Root as MarkdownRoot } from 'mdast'
import rehypeSlug from 'rehype-slug'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { Heading } from '../lesson.ts'
import { parseFenceMeta } from './code-blocks.ts'

const PASS_THROUGH = ['mdxJsxFlowElement', 'mdxJsxTextElement', 'mdxFlowExpression', 'mdxTextExpression']

const options = { passThrough: PASS_THROUGH as never[], handlers: { code: (_: unknown, node: Code) => codeElement(node) } }
const lessonBridge = unified().use(remarkRehype, options).use(rehypeSlug).use(alignByData)
const markdownBridge = unified().use(remarkRehype, options).use(alignByData)

/**
 * The elements of a guarded lesson tree; components stay as they are. Headings carry ids. A code block is
 * `pre[data-language]` with `data-run="true"`, `data-excuse="why"` or `data-output="true"`, holding one `code`.
 */
export const lessonToHast = (tree: MarkdownRoot): Root => lessonBridge.runSync(structuredClone(tree)) as Root

/** The same for plain Markdown: no ids on headings, since a page holds many such pieces. */
export const markdownToHast = (tree: MarkdownRoot): Root => markdownBridge.runSync(structuredClone(tree)) as Root

/** Headings of depth 2 and 3 with the ids that the page gives them. */
export const headingsOf = (tree: Root): Heading[] => {
  const headings: Heading[] = []
  visit(tree, 'element', (node) => {
    const depth = node.tagName === 'h2' ? 2 : node.tagName === 'h3' ? 3 : null
    const { id } = node.properties
    if (depth && typeof id === 'string') headings.push({ id, depth, text: textOfElement(node) })
  })
  return headings
}

const textOfElement = (node: Nodes): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map((child) => textOfElement(child as Nodes)).join('') : ''

export const codeElement = ({ lang, meta, value }: Pick<Code, 'lang' | 'meta' | 'value'>): Element => {
  const { run, excuse } = parseFenceMeta(meta)
  const properties = {
    dataLanguage: lang ?? 'text',
    ...(run ? { dataRun: 'true' } : {}),
    ...(excuse ? { dataExcuse: excuse } : {}),
    ...(lang === 'output' ? { dataOutput: 'true' } : {}),
  }
  const code: Element = { type: 'element', tagName: 'code', properties: {}, children: [{ type: 'text', value }] }
  return { type: 'element', tagName: 'pre', properties, children: [code] }
}

/** The alignment of a table's cells as data for the style sheet, in place of an attribute that became a style. */
function alignByData() {
  return (tree: Root) => {
    visit(tree, 'element', (node) => {
      if (node.tagName !== 'td' && node.tagName !== 'th') return
      const { align, ...rest } = node.properties
      node.properties = typeof align === 'string' ? { ...rest, dataAlign: align } : rest
    })
  }
}
