import 'server-only'
import type { Root } from 'hast'
import { type Components, type Options, toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { ContentError } from './content-mistake.ts'
import type { Lesson } from './lesson.ts'
import { isLessonComponentName, type LessonComponentName, type LessonComponentProps } from './lesson-component-schema.ts'
import { highlightTree } from './prose/highlight-code.ts'
import { findUnsafe } from './prose/lesson-guard.ts'
import { codeElement, lessonToHast, markdownToHast } from './prose/lesson-hast.ts'
import { parseLessonTree, parseMarkdownTree } from './prose/lesson-tree.ts'
import { type ExpressionNode, literalValue } from './prose/literal-value.ts'

/** How the HTML elements of Markdown are drawn; those that are left out stay plain. `pre` tells of its block by data-… props. */
export type MarkdownComponents = Components

/** The components of lessons (all of them) and, if wanted, of HTML elements. */
export type LessonComponents = MarkdownComponents & {
  [Name in LessonComponentName]: ComponentType<LessonComponentProps<Name> & { children?: ReactNode }>
}

/**
 * A lesson's prose as React elements. The text is guarded again and read as data: nothing in it is executed, only literals
 * reach props, and only names of `components` are drawn. Throws ContentError for anything else,
 * and the parser's error for text that is not MDX.
 */
export const renderLesson = async (lesson: Pick<Lesson, 'body' | 'slug'>, components: LessonComponents): Promise<ReactNode> => {
  const tree = parseLessonTree(lesson.body)
  refuseUnsafe(findUnsafe(tree, lesson.slug))
  const elements = lessonToHast(tree)
  await highlightTree(elements)
  return draw(elements, components)
}

/**
 * Plain Markdown (GFM, highlighted code) as React elements: prompts, tasks, hints, explanations. No components and no HTML.
 * Throws ContentError for HTML, pictures and unsafe addresses; the content check has refused them before.
 */
export const renderMarkdown = async (markdown: string, components: MarkdownComponents = {}): Promise<ReactNode> => {
  const tree = parseMarkdownTree(markdown)
  refuseUnsafe(findUnsafe(tree, 'markdown'))
  const elements = markdownToHast(tree)
  await highlightTree(elements)
  return draw(elements, components)
}

/** One highlighted block, drawn as code blocks of Markdown are: `pre[data-language] > code`. An unknown language stays plain. */
export const renderCode = async (code: string, language: string, components: MarkdownComponents = {}): Promise<ReactNode> => {
  const elements: Root = { type: 'root', children: [codeElement({ lang: language, meta: null, value: code })] }
  await highlightTree(elements)
  return draw(elements, components)
}

const refuseUnsafe = (mistakes: ReturnType<typeof findUnsafe>) => {
  if (mistakes.length > 0) throw new ContentError(mistakes)
}

const draw = (elements: Root, components: Partial<LessonComponents>): ReactElement => {
  const lookUp = (name: string) => {
    const component = isLessonComponentName(name) && Object.hasOwn(components, name) ? components[name] : undefined
    if (!component) throw new Error(`The component map has no ${name}`)
    return component
  }
  // Names of components reach the evaluator as identifiers, values of props as expressions; the guard let only literals stay.
  const evaluateExpression = (expression: ExpressionNode) =>
    expression.type === 'Identifier' ? lookUp(String(expression.name)) : literalValue(expression)
  const createEvaluater = (() => ({ evaluateExpression, evaluateProgram: () => undefined })) as unknown as NonNullable<Options['createEvaluater']>
  return toJsxRuntime(elements, {
    Fragment,
    jsx,
    jsxs,
    components: components as Components,
    createEvaluater,
    ignoreInvalidStyle: true,
    // Nothing here is ever reordered, and each key would travel with the page.
    passKeys: false,
    tableCellAlignToStyle: false,
  })
}
