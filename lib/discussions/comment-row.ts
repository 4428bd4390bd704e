import type { Role } from '#lib/accounts/viewer.ts'

/** A comment as it is kept. `author` is null when the account is gone; `body` is Markdown, empty once deleted. */
export type CommentRow = {
  id: string
  threadId: string
  number: number
  author: { id: string; name: string; role: Role } | null
  body: string
  replyToNumber: number | null
  createdAt: Date
  editedAt: Date | null
  deletedAt: Date | null
  hiddenAt: Date | null
}

type CommentRecord = Omit<CommentRow, 'author'> & { authorId: string | null; authorName: string | null; authorRole: Role | null }

/** What a query with the author's columns beside the comment's gives, as rows of ours. */
export function fromCommentRecords(records: unknown): CommentRow[] {
  return (records as CommentRecord[]).map(({ authorId, authorName, authorRole, ...comment }) => ({
    ...comment,
    author: authorId !== null && authorName !== null && authorRole !== null ? { id: authorId, name: authorName, role: authorRole } : null,
  }))
}
