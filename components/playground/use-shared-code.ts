'use client'

import { useEffect, useRef, useState } from 'react'
import type { CodeStore } from '#components/playground/code-store.ts'
import { type Refusal, refusalOf } from '#lib/playground/refusal-words.ts'

/** Null when the address names no shared code, or once it is laid into the editor. */
export type SharedCode = { state: 'loading' } | { state: 'refused'; refusal: Refusal } | null

/** Opens the code that `?code=` names, once. What stood in the editor is kept behind the undo. */
export function useSharedCode(lessonId: string, store: CodeStore): SharedCode {
  const [shared, setShared] = useState<SharedCode>(null)
  const asked = useRef(false)
  useEffect(() => {
    const id = new URLSearchParams(location.search).get('code')
    if (id === null || asked.current) return
    asked.current = true
    setShared({ state: 'loading' })
    void fetchShared(id, lessonId).then((answer) => {
      if ('refusal' in answer) {
        setShared({ state: 'refused', refusal: answer.refusal })
        return
      }
      store.setFiles(answer.files, 'shared-code')
      setShared(null)
      forgetCodeInAddress()
    })
  }, [lessonId, store])
  return shared
}

type Answer = { files: Record<string, string> } | { refusal: Refusal }

async function fetchShared(id: string, lessonId: string): Promise<Answer> {
  try {
    const response = await fetch(`/api/snapshots/${encodeURIComponent(id)}`)
    const answer: unknown = await response.json().catch(() => null)
    if (!response.ok) return { refusal: refusalOf(answer, response.status) }
    const snapshot = answer as { lessonId: string; files: { path: string; content: string }[] }
    if (snapshot.lessonId !== lessonId) return { refusal: { code: 'not-found', message: 'This link belongs to another lesson.' } }
    return { files: Object.fromEntries(snapshot.files.map(({ path, content }) => [path, content])) }
  } catch {
    return { refusal: { code: navigator.onLine ? 'site-away' : 'offline', message: '' } }
  }
}

/** Otherwise a reload would lay the shared code over what was typed since. */
function forgetCodeInAddress(): void {
  const address = new URL(location.href)
  address.searchParams.delete('code')
  history.replaceState(history.state, '', address)
}
