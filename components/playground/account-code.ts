import { readAccountHint } from '#components/accounts/account-hint.ts'
import { sendToAccount } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'
import { accountKey, listOutbox } from '#components/progress/outbox.ts'
import { loadEngine } from '#components/progress/sync-engine.ts'
import type { CodeDocument } from '#lib/playground/code-document-rules.ts'
import { type Bases, codeWrites, withKeptFiles } from '#lib/progress/code-write-rules.ts'
import { type LabState, LabStateSchema } from '#lib/progress/exchange-contract.ts'

/** Asked again only after the learner has stopped typing for a moment. */
const FETCH_PAUSE_MS = 1500

/** The account's side of the code of one lab. */
export type AccountCode = {
  documentKey: string
  /** Whether this browser is still signed in with the account; what is left of it on a page must not be written after that. */
  isCurrent: () => boolean
  /** Has what changed between two stored documents sent. */
  send: (before: CodeDocument | null, after: CodeDocument) => void
  /** Calls back with what the account keeps, now and whenever it changes elsewhere; `lay` puts that over a document. Returns how to stop. */
  hear: (take: (told: LabState, lay: (document: CodeDocument) => CodeDocument) => void) => () => void
}

export function accountCodeOf(accountId: string, lessonId: string): AccountCode {
  const basesKey = accountKey(accountId, `code-bases:${lessonId}`)
  let known: Bases = readBases(basesKey)
  const isCurrent = () => readAccountHint()?.id === accountId

  function keepBases(bases: Bases): void {
    known = bases
    try {
      localStorage.setItem(basesKey, JSON.stringify(bases))
    } catch {
      // Without them a later edit may leave a copy that nobody needs, and loses nothing.
      return
    }
  }

  return {
    documentKey: accountKey(accountId, `code:${lessonId}`),
    isCurrent,
    send(before, after) {
      sendToAccount(codeWrites({ lessonId, before, after, bases: known, device: deviceOf(accountId), newWrite }))
    },
    hear(take) {
      let isOver = false
      let timer: ReturnType<typeof setTimeout> | undefined
      const fetchLab = async () => {
        const told = await fetchLabState(lessonId)
        if (!told || isOver || !isCurrent()) return
        take(told, (document) => {
          const waiting = listOutbox(accountId).filter((write) => write.kind === 'code' && write.lessonId === lessonId)
          const pending = new Set(waiting.map((write) => (write.kind === 'code' ? write.path : '')))
          const laid = withKeptFiles(document, known, told.files, pending)
          keepBases(laid.bases)
          return laid.document
        })
      }
      void fetchLab()
      let stop = () => {}
      loadEngine().then(
        ({ onCodeChanged }) => {
          if (isOver) return
          stop = onCodeChanged((lessonIds) => {
            if (!lessonIds.includes(lessonId)) return
            clearTimeout(timer)
            timer = setTimeout(() => void fetchLab(), FETCH_PAUSE_MS)
          })
        },
        // Offline: what other browsers write is heard of on the next visit.
        () => undefined,
      )
      return () => {
        isOver = true
        clearTimeout(timer)
        stop()
      }
    },
  }
}

/** What the account keeps of a lab; null when it cannot be asked now, and the browser goes on with what it has. */
async function fetchLabState(lessonId: string): Promise<LabState | null> {
  try {
    const response = await fetch(`/api/progress/code?lesson=${encodeURIComponent(lessonId)}`)
    const state = response.ok ? LabStateSchema.safeParse(await response.json()) : null
    return state?.success ? state.data : null
  } catch {
    return null
  }
}

/** A random name of this browser within the account: its own versions follow one another. */
function deviceOf(accountId: string): string {
  const key = accountKey(accountId, 'device')
  try {
    const known = localStorage.getItem(key)
    if (known !== null && /^[0-9a-f-]{36}$/.test(known)) return known
    localStorage.setItem(key, deviceOfPage)
  } catch {
    return deviceOfPage
  }
  return deviceOfPage
}

const deviceOfPage = newWrite().id

function readBases(key: string): Bases {
  try {
    const bases: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    const entries = typeof bases === 'object' && bases !== null ? Object.entries(bases) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return {}
  }
}
