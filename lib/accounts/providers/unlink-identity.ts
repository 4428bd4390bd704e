import 'server-only'
import { failure, type Result, success } from '#lib/result.ts'
import { isUuid } from '../uuid-rules.ts'
import type { Viewer } from '../viewer.ts'
import { deleteIdentity } from './identity-store.ts'

/** Takes an identity away from the viewer's account. `last-way-in`: nothing else opens it, or there is no such identity of theirs. */
export async function unlinkIdentity(viewer: Viewer, identityId: string): Promise<Result<null, 'last-way-in'>> {
  const isGone = isUuid(identityId) && (await deleteIdentity(viewer.id, identityId))
  return isGone ? success(null) : failure('last-way-in')
}
