/**
 * The files of content/ by path, with forward slashes from the project's folder on (`content/track/track.yaml`).
 * Everything that reads content works on this map, so a test can plant a mistake without a disk.
 */
export type ContentFiles = ReadonlyMap<string, Uint8Array>

const decoder = new TextDecoder('utf-8', { fatal: true })

/** A file's text with line ends as \n; null when there is no such file. Throws an error that names the file when it is not UTF-8. */
export const textOfFile = (files: ContentFiles, path: string): string | null => {
  const bytes = files.get(path)
  if (!bytes) return null
  try {
    return decoder.decode(bytes).replace(/\r\n?/g, '\n')
  } catch (cause) {
    throw new Error(`${path} is not text in UTF-8`, { cause })
  }
}

/** Names directly inside a folder (`content` or `content/track`), sorted, with what they are. */
export const listFolder = (files: ContentFiles, folder: string): { name: string; isFolder: boolean }[] => {
  const names = new Map<string, boolean>()
  for (const path of files.keys()) {
    if (!path.startsWith(`${folder}/`)) continue
    const [name = '', ...rest] = path.slice(folder.length + 1).split('/')
    names.set(name, rest.length > 0)
  }
  return [...names].map(([name, isFolder]) => ({ name, isFolder })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Paths of the files below a folder, relative to it, sorted. */
export const listBelow = (files: ContentFiles, folder: string): string[] =>
  [...files.keys()]
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1))
    .sort()
