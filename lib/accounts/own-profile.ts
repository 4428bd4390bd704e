import 'server-only'
import { findProfile, type OwnProfile } from './user-store.ts'
import type { Viewer } from './viewer.ts'

/** What the viewer sees of their own account; null when it has just gone. */
export async function findOwnProfile(viewer: Viewer): Promise<OwnProfile | null> {
  return await findProfile(viewer)
}
