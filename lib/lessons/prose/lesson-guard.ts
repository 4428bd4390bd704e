import type { Nodes, Parents, Root } from 'mdast'
import type { ContentMistake } from '../content-mistake.ts'
import { isLessonComponentName, LESSON_COMPONENT_CHILDREN, LESSON_COMPONENT_PROPS, type LessonComponentName } from '../lesson-component-schema.ts'
import { describeIssues } from '../loading/schema-mistakes.ts'
import { type Element, isElement, textOf } from './lesson-tree.ts'
import { type ExpressionNode, type Literal, literalValue, NotLiteralError } from './literal-value.ts'

type Say = (node: { position?: Nodes['position'] }, field: string, message: string, expected: string) => void

const LITERAL = 'a literal: a text, a number, true, false, null, or an array or plain object of them'
const COMPONENT_NAMES = Object.keys(LESSON_COMPONENT_PROPS).join(', ')

/**
 * Everything in a lesson's tree that is not data: imports, expressions, unknown components and props, spreads, handlers,
 * unsafe addresses, raw HTML, and components in the wrong place. Empty when the tree may be drawn. It is used for plain
 * Markdown as well, where HTML is the only way in. Source: ASVS 5, V1.3.2 and V1.3.5.
 */
export const findUnsafe = (tree: Root, file: string, lineAt: (line: number) => number = (line) => line): ContentMistake[] => {
  const mistakes: ContentMistake[] = []
  const say: Say = (node, field, message, expected) => {
    mistakes.push({ file, line: lineAt(node.position?.start.line ?? 1), field, message, expected })
  }
  const walk = (node: Nodes, parent: Parents | null) => {
    checkNode(node, parent, say)
    if ('children' in node) for (const child of node.children) walk(child, node)
  }
  walk(tree, null)
  checkHeadingOrder(tree, say)
  return mistakes
}

const checkNode = (node: Nodes, parent: Parents | null, say: Say) => {
  switch (node.type) {
    case 'mdxjsEsm':
      return say(node, 'import or export', 'lessons import and export nothing', 'the offered components alone')
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return say(node, '{expression}', `{${node.value.trim().slice(0, 40)}} would be code`, 'text; a brace in prose is written \\{ or in `code`')
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return checkElement(node, parent, say)
    case 'link':
    case 'definition':
      return checkAddress(node, node.url, say)
    case 'text':
      return checkReference(node, say)
    case 'image':
    case 'imageReference':
      return say(node, 'image', 'pictures are not written as ![…](…)', '<Figure src="…" alt="…" caption="…" />')
    case 'html':
      return say(node, 'html', 'HTML is not shown', 'Markdown; a tag in prose is written in `code`')
    case 'footnoteDefinition':
    case 'footnoteReference':
      return say(node, 'footnote', 'footnotes are not offered', 'a sentence, or a source in the front matter')
    case 'listItem':
      if (typeof node.checked === 'boolean') say(node, 'task list', 'boxes to tick are not offered', 'a plain list')
      return
    case 'heading':
      return checkHeading(node, parent, say)
    default:
  }
}

const checkHeading = (node: Extract<Nodes, { type: 'heading' }>, parent: Parents | null, say: Say) => {
  const field = `heading ${'#'.repeat(node.depth)}`
  if (parent?.type !== 'root') say(node, field, 'the heading stands inside something', 'headings between the components, lists and quotes')
  if (node.depth < 2 || node.depth > 3) say(node, field, `a heading of depth ${node.depth}`, '## or ###; the title comes from the front matter')
  if (textOf(node).trim() === '') say(node, field, 'the heading is empty', 'a text')
}

/** Each heading is at most one level below the one before it, and the first is a section of the lesson. */
const checkHeadingOrder = (tree: Root, say: Say) => {
  let depth = 1
  for (const node of tree.children) {
    if (node.type !== 'heading') continue
    if (node.depth === 3 && depth < 2) say(node, 'heading ###', 'the heading is under no ##', '## for the first heading')
    depth = node.depth
  }
}

/** A link by reference to nothing stays text as it was typed. */
const checkReference = (node: Extract<Nodes, { type: 'text' }>, say: Say) => {
  const [written, name] = /\[[^[\]]+\]\[([^[\]]+)\]/.exec(node.value) ?? []
  if (name !== undefined)
    say(
      node,
      'link',
      `no line says where ${written?.slice(0, 60)} leads`,
      `[words](address), or a line [${name}]: address; brackets in prose in \`code\``,
    )
}

/** Addresses in links: https, a place on this page, or a page of this site. Whether an inner link leads somewhere is checked elsewhere. */
const checkAddress = (node: Nodes, url: string, say: Say) => {
  const expected = 'an https address, /learn/<track>/<lesson>, a page of /tools, or #heading'
  if (/^mailto:.*\.test$|^https?:\/\/([^/?#]*\.)?test(?=[:/?#]|$)/i.test(url))
    return say(node, 'link', `${url} leads nowhere, for .test is reserved`, 'the address in `code`')
  if (/^https:\/\/[^\s/]+/i.test(url) || /^#[^\s#]+$/.test(url) || /^\/(?![/\\])[^\s\\]*$/.test(url)) return
  say(node, 'link', `${url.slice(0, 60)} is not an address that a lesson may link to`, expected)
}

const checkElement = (node: Element, parent: Parents | null, say: Say) => {
  if (!isLessonComponentName(node.name)) {
    return say(
      node,
      `<${node.name ?? ''}>`,
      `there is no component ${node.name === null ? 'without a name' : node.name}`,
      `one of ${COMPONENT_NAMES}; a tag in prose is written in \`code\``,
    )
  }
  checkProps(node, node.name, say)
  checkPlace(node, node.name, parent, say)
}

/** The literal value of one attribute of a component; throws NotLiteralError. */
export const attributeValue = (value: unknown): Literal => {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value
  const { data } = value as { data?: { estree?: { body: { expression?: ExpressionNode }[] } | null } }
  const statements = data?.estree?.body ?? []
  if (statements.length !== 1) throw new NotLiteralError('no value')
  return literalValue(statements[0]?.expression)
}

const checkProps = (node: Element, name: LessonComponentName, say: Say) => {
  const props: Record<string, Literal> = {}
  let isReadable = true
  for (const attribute of node.attributes) {
    const at = attribute.position ? attribute : node
    const refuse = (field: string, message: string, expected: string) => {
      isReadable = false
      say(at, field, message, expected)
    }
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      refuse(`<${name}>`, 'props are spread', 'each prop by its name')
      continue
    }
    const field = `<${name} ${attribute.name}>`
    if (/^(on|dangerously)/i.test(attribute.name) || ['ref', 'key', 'style', 'children', '__proto__'].includes(attribute.name)) {
      refuse(field, `${attribute.name} is not for lessons`, `the props of ${name} alone`)
    } else if (Object.hasOwn(props, attribute.name)) {
      refuse(field, 'the prop is given twice', 'each prop once')
    } else {
      try {
        props[attribute.name] = attributeValue(attribute.value)
      } catch (error) {
        if (!(error instanceof NotLiteralError)) throw error
        refuse(field, `the value is ${error.message}`, LITERAL)
      }
    }
  }
  if (!isReadable) return
  for (const issue of describeIssues(LESSON_COMPONENT_PROPS[name], props)) {
    const attribute = node.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === issue.path[0])
    say(attribute?.position ? attribute : node, `<${[name, ...issue.path].join(' ')}>`, issue.message, issue.expected)
  }
}

const QA_HOLDERS: readonly (string | null)[] = ['InterviewQuestions', 'InterviewCards', 'Faq']

const checkPlace = (node: Element, name: LessonComponentName, parent: Parents | null, say: Say) => {
  const field = `<${name}>`
  if (name === 'Term') {
    if (node.type === 'mdxJsxFlowElement') say(node, field, 'the term stands on lines of its own', '<Term> inside a sentence')
  } else if (node.type === 'mdxJsxTextElement') {
    say(node, field, 'the component stands inside a sentence', `<${name}> on lines of its own`)
  }
  const holder = parent && isElement(parent) ? parent.name : null
  if (name === 'QA' && !QA_HOLDERS.includes(holder))
    say(node, field, 'QA stands by itself', '<QA> inside <InterviewQuestions>, <InterviewCards> or <Faq>')
  const children = node.children.filter((child) => !(child.type === 'text' && child.value.trim() === '')) as Nodes[]
  const [only] = children
  const isOne = (type: Nodes['type']) => children.length === 1 && only?.type === type
  switch (LESSON_COMPONENT_CHILDREN[name].holds) {
    case 'nothing':
      if (children.length > 0) say(node, field, 'the component holds something', `<${name} … /> without content`)
      return
    case 'prose':
    case 'text':
      if (textOf(node as Nodes).trim() === '') say(node, field, 'the component is empty', 'words inside')
      return
    case 'table':
      if (!isOne('table'))
        say(node, field, 'the component holds no table, or more than one', 'one Markdown table, with an empty line before and after it')
      return
    case 'ordered-list':
      if (!(only?.type === 'list' && only.ordered && isOne('list')))
        say(node, field, 'the component holds no ordered list, or more than one', 'one list that begins with 1.')
      return
    case 'list':
      if (!isOne('list')) say(node, field, 'the component holds no list, or more than that', 'one list')
      return
    case 'qa':
      if (children.length === 0 || !children.every((child) => isElement(child) && child.name === 'QA'))
        say(node, field, 'the component holds something else than QA', '<QA question="…">answer</QA> and nothing else')
  }
}
