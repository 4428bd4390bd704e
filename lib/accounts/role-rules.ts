import type { Role, Viewer } from './viewer.ts'

/*
 * Who may do what, in one place and without I/O. Whatever is not granted here is refused (OWASP ASVS 5.0, 8.1.1 and 8.2.1).
 * The role comes with the viewer, which is read from the database on every request: a change of role bites at once (8.3.2).
 */

/** Somebody's own, and nobody else's: progress, code, drafts, sessions. No role opens it. */
export function canUseWorkOf(viewer: Viewer, ownerId: string): boolean {
  return viewer.id === ownerId
}

/** To write a thread or a reply. */
export function canPost(viewer: Viewer | null): boolean {
  return viewer !== null
}

/** To change the words of a post: its author alone. A moderator hides a post; nobody puts words into another's mouth. */
export function canEditPost(viewer: Viewer | null, authorId: string | null): boolean {
  return viewer !== null && authorId !== null && viewer.id === authorId
}

/** To take a post away: its author, and who moderates. */
export function canDeletePost(viewer: Viewer | null, authorId: string | null): boolean {
  return canEditPost(viewer, authorId) || canModerate(viewer)
}

/** To report a post to the moderators: everybody who is signed in, but not their own. */
export function canReportPost(viewer: Viewer | null, authorId: string | null): boolean {
  return viewer !== null && viewer.id !== authorId
}

/** To read what was reported and to hide, lock and pin. */
export function canModerate(viewer: Viewer | null): boolean {
  return hasRole(viewer, 'moderator', 'admin')
}

/** To see figures about a whole lesson (never about one learner) and to review what learners wrote about it. */
export function canTeach(viewer: Viewer | null): boolean {
  return hasRole(viewer, 'instructor', 'admin')
}

/** To give roles and to end other people's sessions. */
export function canAdminister(viewer: Viewer | null): boolean {
  return hasRole(viewer, 'admin')
}

function hasRole(viewer: Viewer | null, ...roles: Role[]): boolean {
  return viewer !== null && roles.includes(viewer.role)
}
