import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Role, Viewer } from '#lib/accounts/viewer.ts'
import { db } from '#lib/db.ts'
import { listTracks } from '#lib/lessons/lesson-catalogue.ts'
import type { Posted, PostOutcome } from './post-comment.ts'
import { postComment } from './post-comment.ts'

/*
 * For tests: people and lessons in a throw-away database, and posts by them.
 */

/** A person with an account that is a year old, or made just now. */
export async function addPerson(displayName: string, { role = 'learner', isNew = false }: { role?: Role; isNew?: boolean } = {}): Promise<Viewer> {
  const createdAt = new Date(Date.now() - (isNew ? 0 : 365 * 24 * 60 * 60 * 1000))
  const { id } = await db().user.create({ data: { name: displayName, role, createdAt }, select: { id: true } })
  return { id, displayName, role }
}

/** Registers the first two lessons of the course and returns their ids. */
export async function addLessons(): Promise<[string, string]> {
  const written = (await listTracks()).flatMap(({ slug, steps }) => steps.map((step) => ({ track: slug, slug: step.slug, lesson: step.lesson })))
  const ids: string[] = []
  for (const { track, slug, lesson } of written) {
    if (!lesson || ids.length === 2) continue
    await db().lesson.create({ data: { id: lesson.id, track, slug, contentVersion: lesson.contentVersion } })
    ids.push(lesson.id)
  }
  const [one, other] = ids
  if (!one || !other) throw new Error('expected two lessons in the course')
  return [one, other]
}

export function postThread(viewer: Viewer, lessonId: string, text: string, clientId: string = randomUUID(), now = new Date()): Promise<PostOutcome> {
  return postComment(viewer, { target: { kind: 'thread', lessonId }, clientId, text }, now)
}

export function postReply(
  viewer: Viewer,
  threadId: string,
  text: string,
  { replyTo = null, clientId = randomUUID(), now = new Date() }: { replyTo?: number | null; clientId?: string; now?: Date } = {},
): Promise<PostOutcome> {
  return postComment(viewer, { target: { kind: 'reply', threadId, replyTo }, clientId, text }, now)
}

/** What was posted; throws when it was refused. */
export async function posted(outcome: Promise<PostOutcome>): Promise<Posted> {
  const awaited = await outcome
  if (!awaited.ok) throw new Error(`expected a post, found ${awaited.reason}`)
  return awaited.value
}
