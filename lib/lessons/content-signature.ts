import 'server-only'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isContentLive } from '#lib/live-content.ts'
import { listContentFiles } from './content-files.ts'

/** While content is read live: a text that changes whenever a file of content/ does. Otherwise null. */
export const contentSignature = async (): Promise<string | null> => {
  if (!isContentLive()) return null
  const listing = await listContentFiles(join(/* turbopackIgnore: true */ process.cwd(), 'content'))
  return createHash('sha256').update(JSON.stringify(listing)).digest('hex')
}
