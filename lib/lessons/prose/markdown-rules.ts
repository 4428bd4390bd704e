import type { ContentMistake } from '../content-mistake.ts'
import { findUnsafe } from './lesson-guard.ts'
import { parseMarkdownTree } from './lesson-tree.ts'
import { listLinks } from './prose-rules.ts'

/** A place of content that holds a link, so that dead ones can be told where they stand. */
export type PlacedLink = { url: string; file: string; line: number; field: string }

/** What may not stand in a Markdown field of quiz.yaml, lab.yaml or the front matter (HTML, pictures, unsafe addresses), and its links. */
export const readMarkdownField = (
  markdown: string,
  file: string,
  field: string,
  line: number,
): { mistakes: ContentMistake[]; links: PlacedLink[] } => {
  const tree = parseMarkdownTree(markdown)
  return {
    mistakes: findUnsafe(tree, file, () => line).map((mistake) => ({ ...mistake, field: `${field} ${mistake.field}` })),
    links: listLinks(tree).map(({ url }) => ({ url, file, line, field })),
  }
}
