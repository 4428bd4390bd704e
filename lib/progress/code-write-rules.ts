import type { CodeDocument } from '#lib/playground/code-document-rules.ts'
import { isRequestDraft, type RequestDraft } from '#lib/playground/draft-field-rules.ts'
import type { KeptFile } from './exchange-contract.ts'
import type { Write } from './progress-schema.ts'
import { CODE_CHARACTERS_MAX, REQUESTS_PATH, type WriteOf } from './write-schema.ts'

/** Which version of each file, by path, the account had when this browser last heard of it. */
export type Bases = Readonly<Record<string, string>>

type Change = { lessonId: string; before: CodeDocument | null; after: CodeDocument; bases: Bases; device: string; newWrite: () => Write }

/** What changed from one stored document of a lab to the next, file by file; the learner's requests count as a file. A text too long to run is not told. */
export function codeWrites({ lessonId, before, after, bases, device, newWrite }: Change): WriteOf<'code'>[] {
  const [old, now] = [before ? textsOf(before) : {}, textsOf(after)]
  const paths = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((path) => old[path] !== now[path])
  return paths.flatMap((path) => {
    const content = now[path] ?? null
    if (content !== null && content.length > CODE_CHARACTERS_MAX) return []
    const { contentVersion, starter } = after
    return [{ kind: 'code' as const, ...newWrite(), lessonId, path, content, contentVersion, starter, base: bases[path] ?? null, device }]
  })
}

/**
 * The document with what the account has of its files, except for those that this browser has not sent yet (`pending`). `bases` are the versions that it
 * is then based on.
 */
export function withKeptFiles(
  document: CodeDocument,
  bases: Bases,
  files: readonly KeptFile[],
  pending: ReadonlySet<string>,
): { document: CodeDocument; bases: Bases } {
  const texts = textsOf(document)
  const nextBases: Record<string, string> = { ...bases }
  let newest: KeptFile | null = null
  for (const file of files) {
    if (pending.has(file.path)) continue
    nextBases[file.path] = file.versionId
    if ((texts[file.path] ?? null) === file.content) continue
    if (file.content === null) delete texts[file.path]
    else texts[file.path] = file.content
    if (!newest || file.at > newest.at) newest = file
  }
  if (!newest) return { document, bases: nextBases }
  const { [REQUESTS_PATH]: requests, ...edits } = texts
  const { contentVersion, starter } = newest
  return {
    document: {
      ...document,
      files: edits,
      requests: parseRequests(requests),
      contentVersion,
      starter,
      changedAt: Math.max(document.changedAt, Date.parse(newest.at)),
    },
    bases: nextBases,
  }
}

function textsOf({ files, requests }: CodeDocument): Record<string, string> {
  return { ...files, ...(requests.length > 0 ? { [REQUESTS_PATH]: JSON.stringify(requests) } : {}) }
}

function parseRequests(text: string | undefined): RequestDraft[] {
  try {
    const given: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(given) ? given.filter(isRequestDraft) : []
  } catch {
    return []
  }
}
