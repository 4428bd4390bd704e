import { readAccountHint } from '#components/accounts/account-hint.ts'
import { type AccountCode, accountCodeOf } from '#components/playground/account-code.ts'
import {
  type CodeDocument,
  emptyDocument,
  fingerprint,
  merged,
  onStarter,
  parseCodeDocument,
  type Starter,
  type UndoReason,
  undone,
  withFiles,
  withoutFile,
  withText,
} from '#lib/playground/code-document-rules.ts'
import type { RequestDraft } from '#lib/playground/draft-field-rules.ts'
import type { LabState } from '#lib/progress/exchange-contract.ts'

/** `kept`: changes outlive this page; `full` or `closed`: they do not, because storage is full or closed to the page. */
type Keeping = 'kept' | 'full' | 'closed'

/** `account` is what the learner's account keeps of this lab; null without one, and until it has answered. */
export type CodeState = { document: CodeDocument; keeping: Keeping; account: LabState | null }

export type CodeStore = {
  subscribe: (changed: () => void) => () => void
  state: () => CodeState
  serverState: () => CodeState
  setText: (path: string, content: string) => void
  setFiles: (files: Record<string, string>, reason: UndoReason) => void
  resetFile: (path: string) => void
  undo: () => void
  dismissUndo: () => void
  keepOnStarter: () => void
  setRequests: (requests: RequestDraft[]) => void
}

/** Typing is kept after this pause, and at once when the page is hidden. */
const SAVE_PAUSE_MS = 250

const stores = new Map<string, CodeStore>()

/** The one store of a lesson's code on this page; two playgrounds of one lesson share it. Each account has its own, and so has who has none. */
export function codeStoreOf(lessonId: string, starter: Starter): CodeStore {
  const accountId = typeof window === 'undefined' ? null : (readAccountHint()?.id ?? null)
  const name = `${lessonId} ${fingerprint(starter.files)} ${accountId ?? ''}`
  const known = stores.get(name)
  if (known) return known
  const account = accountId === null ? null : accountCodeOf(accountId, lessonId)
  const made = createCodeStore(account?.documentKey ?? `crumbtrail:code:${lessonId}`, starter, account)
  if (typeof window !== 'undefined') stores.set(name, made)
  return made
}

function createCodeStore(key: string, starter: Starter, account: AccountCode | null): CodeStore {
  const empty: CodeState = { document: emptyDocument(starter), keeping: 'kept', account: null }
  const listeners = new Set<() => void>()
  let current: CodeState | null = null
  let unsaved = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopHearing = () => {}

  const state = (): CodeState => {
    current ??= typeof window === 'undefined' ? empty : read(key, empty)
    return current
  }
  const show = (next: CodeState) => {
    current = next
    for (const changed of listeners) changed()
  }
  const save = () => {
    clearTimeout(timer)
    if (!unsaved) return
    unsaved = false
    if (account && !account.isCurrent()) return
    const { document } = state()
    account?.send(stored(key), document)
    const keeping = write(key, document)
    if (keeping !== state().keeping) show({ ...state(), keeping })
  }
  const change = (document: CodeDocument, pauseMs: number) => {
    unsaved = true
    show({ ...state(), document })
    clearTimeout(timer)
    timer = setTimeout(save, pauseMs)
  }
  const takeOver = (event: StorageEvent) => {
    if (event.key !== key || event.newValue === null) return
    const other = parseCodeDocument(event.newValue)
    if (!other) return
    show({ ...state(), document: unsaved ? merged(state().document, other) : other })
  }
  /** What the account says counts, except where this browser has something newer on its way. */
  const takeAccount = (told: LabState, lay: (document: CodeDocument) => CodeDocument) => {
    const document = unsaved ? state().document : lay(state().document)
    show({ ...state(), document, account: told })
    if (!unsaved) write(key, document)
  }

  return {
    state,
    serverState: () => empty,
    subscribe(changed) {
      if (listeners.size === 0) {
        addEventListener('storage', takeOver)
        addEventListener('pagehide', save)
        document.addEventListener('visibilitychange', save)
        if (account) stopHearing = account.hear(takeAccount)
      }
      listeners.add(changed)
      return () => {
        listeners.delete(changed)
        if (listeners.size > 0) return
        save()
        stopHearing()
        removeEventListener('storage', takeOver)
        removeEventListener('pagehide', save)
        document.removeEventListener('visibilitychange', save)
      }
    },
    setText: (path, content) => change(withText(state().document, starter, path, content, Date.now()), SAVE_PAUSE_MS),
    setFiles: (files, reason) => change(withFiles(state().document, starter, files, reason, Date.now()), 0),
    resetFile: (path) => change(withoutFile(state().document, path, Date.now()), 0),
    undo: () => change(undone(state().document, Date.now()), 0),
    dismissUndo: () => change({ ...state().document, undo: null, changedAt: Date.now() }, 0),
    keepOnStarter: () => change({ ...onStarter(state().document, starter), changedAt: Date.now() }, 0),
    setRequests: (requests) => change({ ...state().document, requests, changedAt: Date.now() }, 0),
  }
}

function read(key: string, empty: CodeState): CodeState {
  try {
    const document = parseCodeDocument(localStorage.getItem(key)) ?? empty.document
    // What was undone on an earlier visit was decided then.
    return { ...empty, document: document.undo?.reason === 'undone' ? { ...document, undo: null } : document, keeping: 'kept' }
  } catch {
    return { ...empty, keeping: 'closed' }
  }
}

function stored(key: string): CodeDocument | null {
  try {
    return parseCodeDocument(localStorage.getItem(key))
  } catch {
    return null
  }
}

function write(key: string, document: CodeDocument): Keeping {
  try {
    localStorage.setItem(key, JSON.stringify(document))
    return 'kept'
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed'
  }
}
