import 'server-only'
import type { Viewer } from '#lib/accounts/viewer.ts'
import type { CommentRow } from './comment-row.ts'
import { allowedActions, canRead, commentState } from './comment-rules.ts'
import type { PublicComment } from './discussion.ts'
import type { RenderedComment } from './markdown/comment-tree.ts'
import { renderComment } from './markdown/render-comment.ts'

const REMEMBERED_MAX = 1000
const remembered = new Map<string, Promise<RenderedComment>>()

/** These comments as this reader may see them. `answered` holds the rows that they answer, by number. */
export async function showComments(
  viewer: Viewer | null,
  rows: readonly CommentRow[],
  answered: ReadonlyMap<number, CommentRow> = new Map(),
): Promise<PublicComment[]> {
  return await Promise.all(rows.map((row) => showComment(viewer, row, answered)))
}

async function showComment(viewer: Viewer | null, row: CommentRow, answered: ReadonlyMap<number, CommentRow>): Promise<PublicComment> {
  const facts = factsOf(row)
  const isReadable = canRead(viewer, facts)
  const { nodes, isPlain } = isReadable ? await rendered(row) : { nodes: [], isPlain: false }
  const answers = row.replyToNumber === null ? undefined : answered.get(row.replyToNumber)
  return {
    id: row.id,
    threadId: row.threadId,
    number: row.number,
    state: commentState(facts),
    author: isReadable && row.author ? { name: row.author.name, role: row.author.role } : null,
    isOwn: viewer !== null && row.author?.id === viewer.id,
    postedAt: row.createdAt.toISOString(),
    editedAt: isReadable ? (row.editedAt?.toISOString() ?? null) : null,
    body: nodes,
    isPlain,
    answers: answers
      ? { id: answers.id, number: answers.number, name: canRead(viewer, factsOf(answers)) ? (answers.author?.name ?? null) : null }
      : null,
    may: allowedActions(viewer, facts),
  }
}

export function factsOf({ author, deletedAt, hiddenAt }: Pick<CommentRow, 'author' | 'deletedAt' | 'hiddenAt'>) {
  return { authorId: author?.id ?? null, deletedAt, hiddenAt }
}

/** A version of a comment is rendered once as long as it is remembered; what was asked for longest ago is forgotten first. */
function rendered({ id, editedAt, body }: CommentRow): Promise<RenderedComment> {
  const key = `${id} ${editedAt?.getTime() ?? ''}`
  const work = remembered.get(key) ?? renderComment(body)
  remembered.delete(key)
  remembered.set(key, work)
  const [oldest] = remembered.keys()
  if (remembered.size > REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest)
  return work
}
