import type { ContentMistake } from '../content-mistake.ts'

/**
 * The files of content/ by path, with forward slashes from the project's folder on (`content/track/track.yaml`).
 * Everything that reads content works on this map, so a test can plant a mistake without a disk.
 */
export type ContentFiles = ReadonlyMap<string, Uint8Array>

const decoder = new TextDecoder('utf-8')

/** A file's text with line ends as \n; null when there is no such file. What is no UTF-8 is U+FFFD in it, and a mistake of the course. */
export const textOfFile = (files: ContentFiles, path: string): string | null => {
  const bytes = files.get(path)
  return bytes ? decoder.decode(bytes).replace(/\r\n?/g, '\n') : null
}

/** Files other than pictures that hold something else than text: bytes that are no UTF-8, or control characters. */
export const findUnreadableText = (files: ContentFiles): ContentMistake[] =>
  [...files.keys()].flatMap((file): ContentMistake[] => {
    const text = PICTURE.test(file) ? '' : (textOfFile(files, file) ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    const found = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/.exec(text)
    if (!found) return []
    const line = text.slice(0, found.index).split('\n').length
    const message = found[0] === '\ufffd' ? 'the line holds bytes that are no UTF-8' : 'the line holds a control character'
    return [{ file, line, field: 'text', message, expected: 'plain text, saved as UTF-8' }]
  })

const PICTURE = /\.(png|webp|avif|jpg)$/

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
