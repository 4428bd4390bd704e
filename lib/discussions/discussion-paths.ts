/** Where things of a discussion are found. */

export function discussionPath(trackSlug: string, lessonSlug: string): string {
  return `/learn/${trackSlug}/${lessonSlug}/discussion`
}

export function threadPath(trackSlug: string, lessonSlug: string, threadId: string): string {
  return `${discussionPath(trackSlug, lessonSlug)}/${threadId}`
}

/** The address of a comment for good: it leads to wherever the comment stands now. */
export function permalink(commentId: string): string {
  return `/discussions/${commentId}`
}

/** Anchor of a comment on the pages that show it. */
export function commentAnchor(commentId: string): string {
  return `comment-${commentId}`
}

/** The page of a thread on which a comment stands, at its place. */
export function placeOf(path: string, comment: { id: string; number: number }): string {
  return `${path}${comment.number > 1 ? `?at=${comment.number}` : ''}#${commentAnchor(comment.id)}`
}
