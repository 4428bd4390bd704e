export const ROLES = ['learner', 'instructor', 'moderator', 'admin'] as const

/** What a person may do besides learning; `role-rules.ts` says what. */
export type Role = (typeof ROLES)[number]

/** Who asks: a person with a live session. Operations on what is somebody's take it first. */
export type Viewer = { id: string; displayName: string; role: Role }
