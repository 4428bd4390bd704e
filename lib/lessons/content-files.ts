import 'server-only'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentFiles } from './loading/content-source.ts'

/** Larger files are no lesson's: the catalogue keeps all content in memory. */
const FILE_BYTES_MAX = 1024 * 1024

type Listing = { path: string; bytes: number; changedMs: number }[]

/**
 * What is below content/ with sizes and times, sorted by path; hidden files and links are left out. Two equal listings mean
 * that nothing has changed. Throws when the folder cannot be read or a file is larger than 1 MiB.
 */
export const listContentFiles = async (root: string): Promise<Listing> => {
  const entries = await readdir(/* turbopackIgnore: true */ root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !path.split('/').some((name) => name.startsWith('.')))
    .sort()
  return Promise.all(
    paths.map(async (path) => {
      const { size, mtimeMs } = await stat(/* turbopackIgnore: true */ `${root}/${path}`)
      if (size > FILE_BYTES_MAX) throw new Error(`content/${path} has ${size} bytes; expected at most ${FILE_BYTES_MAX}`)
      return { path, bytes: size, changedMs: mtimeMs }
    }),
  )
}

/** The files of a listing, by path from the project's folder on. */
export const readContentFiles = async (root: string, listing: Listing): Promise<ContentFiles> => {
  const files = listing.map(
    async ({ path }): Promise<[string, Uint8Array]> => [`content/${path}`, await readFile(/* turbopackIgnore: true */ `${root}/${path}`)],
  )
  return new Map(await Promise.all(files))
}
