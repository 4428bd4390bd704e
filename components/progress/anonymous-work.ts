import { ANONYMOUS_KEY, replaceLocalProgress, shownDocument } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'
import { accountKey, addToOutbox } from '#components/progress/outbox.ts'
import { wakeEngine } from '#components/progress/sync-engine.ts'
import { setSyncState } from '#components/progress/sync-state.ts'
import { type CodeDocument, fingerprint, parseCodeDocument } from '#lib/playground/code-document-rules.ts'
import { codeWrites } from '#lib/progress/code-write-rules.ts'
import { mergeProgress } from '#lib/progress/merge-rules.ts'
import { EMPTY_PROGRESS, type Progress, readProgress } from '#lib/progress/progress-schema.ts'
import { writesBetween } from '#lib/progress/write-rules.ts'

const CODE_PREFIX = 'crumbtrail:code:'

/** What was done in this browser without an account. */
export type AnonymousWork = {
  progress: Progress
  /** By lesson. */
  code: Map<string, CodeDocument>
  counts: { steps: number; answers: number; labs: number }
  /** Changes with the work. */
  mark: string
}

/** Null when there is none, and when storage is closed to the page or holds what a newer version of the site wrote. */
export function readAnonymousWork(): AnonymousWork | null {
  try {
    const text = localStorage.getItem(ANONYMOUS_KEY)
    const read = readProgress(text)
    if (read.state === 'newer') return null
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter((key) => key.startsWith(CODE_PREFIX))
    const code = new Map<string, CodeDocument>()
    for (const key of keys.toSorted()) {
      const document = parseCodeDocument(localStorage.getItem(key))
      if (document && isEdited(document)) code.set(key.slice(CODE_PREFIX.length), document)
    }
    const counts = {
      steps: Object.values(read.progress.lessons).length,
      answers: Object.values(read.progress.questions).reduce((sum, { attempts, draft }) => sum + attempts.length + (draft ? 1 : 0), 0),
      labs: code.size,
    }
    if (counts.steps + counts.answers + counts.labs === 0) return null
    const mark = fingerprint([
      { path: ANONYMOUS_KEY, content: text ?? '' },
      ...[...code].map(([path, document]) => ({ path, content: String(document.changedAt) })),
    ])
    return { progress: read.progress, code, counts, mark }
  } catch {
    return null
  }
}

/**
 * Makes the work the account's: it waits in this browser until the account has it, and leaves the place where it was without one. False when there is no
 * room to let it wait; then it stays where it is.
 */
export function keepAnonymousWork(accountId: string, work: AnonymousWork): boolean {
  const writes = writesBetween(EMPTY_PROGRESS, work.progress)
  // A browser of its own as far as versions are concerned: what it lacks of the account's own edits must not count as taken back.
  const device = newWrite().id
  for (const [lessonId, document] of work.code) {
    const at = new Date(Math.min(document.changedAt || Date.now(), Date.now())).toISOString()
    writes.push(...codeWrites({ lessonId, before: null, after: document, bases: {}, device, newWrite: () => ({ id: newWrite().id, at }) }))
  }
  if (!addToOutbox(accountId, writes)) return false
  replaceLocalProgress(mergeProgress(shownDocument.read(), work.progress))
  for (const key of [ANONYMOUS_KEY, ...[...work.code.keys()].map((lessonId) => CODE_PREFIX + lessonId)]) localStorage.removeItem(key)
  setSyncState('sending')
  wakeEngine(shownDocument)
  return true
}

/** Remembers for as long as the account is known here that this work is somebody else's, or none of the account's. */
export function declineAnonymousWork(accountId: string, work: AnonymousWork): void {
  try {
    localStorage.setItem(accountKey(accountId, 'declined'), work.mark)
  } catch {
    // Without room for the answer the question comes back.
    return
  }
}

export function isDeclined(accountId: string, work: AnonymousWork): boolean {
  try {
    return localStorage.getItem(accountKey(accountId, 'declined')) === work.mark
  } catch {
    return false
  }
}

function isEdited({ files, requests }: CodeDocument): boolean {
  return Object.keys(files).length > 0 || requests.length > 0
}
