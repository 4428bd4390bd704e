import { isRequestDraft, type RequestDraft } from './draft-field-rules.ts'

export type SourceFile = { path: string; content: string }

/** Why text was replaced, so that the page can say what an undo brings back. */
export type UndoReason = 'reset-file' | 'reset-all' | 'new-starter' | 'shared-code' | 'other-tab' | 'kept-version' | 'undone'

/** What a learner wrote in one lab, as their browser keeps it. Only files that differ from the starter are in it. */
export type CodeDocument = {
  version: 1
  contentVersion: string
  /** Fingerprint of the starter that the edits began from. */
  starter: string
  /** Edited files by path. */
  files: Record<string, string>
  requests: RequestDraft[]
  /** The edited files as they were before text was replaced; null when there is nothing to undo. */
  undo: { reason: UndoReason; files: Record<string, string> } | null
  /** Milliseconds since 1970 of the last change. */
  changedAt: number
}

/** The starter that edits are laid over. */
export type Starter = { files: readonly SourceFile[]; contentVersion: string }

/** A document without edits. */
export function emptyDocument({ files, contentVersion }: Starter): CodeDocument {
  return { version: 1, contentVersion, starter: fingerprint(files), files: {}, requests: [], undo: null, changedAt: 0 }
}

/** The document in a stored text; null for none, damaged or foreign text (a learner's browser may hold anything). */
export function parseCodeDocument(text: string | null): CodeDocument | null {
  const value = parsed(text)
  if (!isRecord(value) || value.version !== 1) return null
  const { contentVersion, starter, files, requests, undo, changedAt } = value
  if (typeof contentVersion !== 'string' || typeof starter !== 'string' || typeof changedAt !== 'number' || !isTexts(files)) return null
  return {
    version: 1,
    contentVersion,
    starter,
    files,
    requests: Array.isArray(requests) ? requests.filter(isRequestDraft) : [],
    undo: isRecord(undo) && isUndoReason(undo.reason) && isTexts(undo.files) ? { reason: undo.reason, files: undo.files } : null,
    changedAt,
  }
}

/** The files to show and to run: the starter with the edits laid over it, in the starter's order. */
export function filesOf(document: CodeDocument, start: readonly SourceFile[]): SourceFile[] {
  return start.map(({ path, content }) => ({ path, content: document.files[path] ?? content }))
}

/** The document after typing in one file. Text equal to the starter's is no edit. The first edit fixes which starter it began from. */
export function withText(document: CodeDocument, starter: Starter, path: string, content: string, now: number): CodeDocument {
  const began = Object.keys(document.files).length > 0 ? document : onStarter(document, starter)
  return { ...began, files: editsOf(starter.files, { ...document.files, [path]: content }), changedAt: now }
}

/** The document with its edits replaced as a whole by edits of this starter; what stood before can be undone. */
export function withFiles(document: CodeDocument, starter: Starter, files: Record<string, string>, reason: UndoReason, now: number): CodeDocument {
  return { ...onStarter(document, starter), files: editsOf(starter.files, files), undo: { reason, files: document.files }, changedAt: now }
}

/** The document with one file as in the starter again, which can be undone. */
export function withoutFile(document: CodeDocument, path: string, now: number): CodeDocument {
  const { [path]: _dropped, ...rest } = document.files
  return { ...document, files: rest, undo: { reason: 'reset-file', files: document.files }, changedAt: now }
}

/** The document as it was before its text was last replaced, which can be undone in turn; itself when there is nothing to undo. */
export function undone(document: CodeDocument, now: number): CodeDocument {
  if (!document.undo) return document
  return { ...document, files: document.undo.files, undo: { reason: 'undone', files: document.files }, changedAt: now }
}

/** Whether the edits began from another starter than this one, so that they may no longer fit the lesson. */
export function starterChanged(document: CodeDocument, starter: Starter): boolean {
  return Object.keys(document.files).length > 0 && document.starter !== fingerprint(starter.files)
}

/** The document from now on counted as edits of this starter. */
export function onStarter(document: CodeDocument, { files, contentVersion }: Starter): CodeDocument {
  return { ...document, starter: fingerprint(files), contentVersion }
}

/**
 * Two versions of the same document, from two tabs: the later one wins, and what this tab had and the other lacks stays behind
 * its undo, so that no text is lost.
 */
export function merged(own: CodeDocument, other: CodeDocument): CodeDocument {
  if (other.changedAt <= own.changedAt) return own
  const same = JSON.stringify(own.files) === JSON.stringify(other.files)
  return same || Object.keys(own.files).length === 0 ? other : { ...other, undo: { reason: 'other-tab', files: own.files } }
}

/** A short name for the content of files; for telling versions apart, not for security. */
export function fingerprint(files: readonly SourceFile[]): string {
  let one = 0x811c9dc5
  let two = 0x01000193
  for (const character of JSON.stringify(files.map(({ path, content }) => [path, content]))) {
    const code = character.codePointAt(0) ?? 0
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two ^ code, 0x85ebca6b) ^ (two >>> 13)
  }
  return (one >>> 0).toString(36) + (two >>> 0).toString(36)
}

/** What differs from the starter. Text of files that the starter no longer has is kept: it is the learner's. */
function editsOf(start: readonly SourceFile[], files: Record<string, string>): Record<string, string> {
  const original = new Map(start.map(({ path, content }) => [path, content]))
  return Object.fromEntries(Object.entries(files).filter(([path, content]) => original.get(path) !== content))
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

const UNDO_REASONS: readonly UndoReason[] = ['reset-file', 'reset-all', 'new-starter', 'shared-code', 'other-tab', 'kept-version', 'undone']

function isUndoReason(value: unknown): value is UndoReason {
  return UNDO_REASONS.some((reason) => reason === value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
}
