import 'server-only'
import { updateName } from './user-store.ts'
import type { Viewer } from './viewer.ts'

/** Changes the display name of the viewer; it shows at once wherever they have written. */
export async function changeName(viewer: Viewer, name: string): Promise<Viewer> {
  await updateName(viewer.id, name)
  return { ...viewer, displayName: name }
}
