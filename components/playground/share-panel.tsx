'use client'

import { useEffect, useRef, useState } from 'react'
import type { SourceFile } from '#lib/playground/code-document-rules.ts'
import { type Refusal, refusalOf, refusalWords } from '#lib/playground/refusal-words.ts'

type SharePanelProps = {
  lessonId: string
  files: readonly SourceFile[]
  /** Without edits the lesson's own address shares the same code. */
  isEdited: boolean
  onClose: () => void
}

type Sharing = { state: 'asking' } | { state: 'shared'; url: string } | { state: 'refused'; refusal: Refusal }

/** A link to the code as it stands now; made as the panel opens. */
export function SharePanel({ lessonId, files, isEdited, onClose }: SharePanelProps) {
  const [sharing, setSharing] = useState<Sharing>({ state: 'asking' })
  const [isCopied, setCopied] = useState(false)
  const asked = useRef(false)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void (isEdited ? share(lessonId, files) : Promise.resolve<Sharing>({ state: 'shared', url: location.origin + location.pathname })).then(
      setSharing,
    )
  }, [lessonId, files, isEdited])

  useEffect(() => {
    if (sharing.state !== 'shared') return
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [sharing])

  async function copy(url: string) {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(url)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }

  return (
    <section
      aria-label="Share this code"
      className="flex min-h-14 shrink-0 flex-wrap items-center gap-2 border-b border-line bg-action-soft px-4 py-2 text-sm"
    >
      {sharing.state === 'asking' ? <p>Making a link…</p> : null}
      {sharing.state === 'refused' ? (
        <p role="alert" className="min-w-0 flex-1">
          <b className="font-semibold">{`${refusalWords(sharing.refusal).title}.`}</b> {refusalWords(sharing.refusal).detail}{' '}
          {refusalWords(sharing.refusal).next}
        </p>
      ) : null}
      {sharing.state === 'shared' ? (
        <>
          <label className="flex min-w-0 flex-1 basis-64 items-center gap-2">
            <span className="shrink-0">
              {isEdited ? 'Anyone with this link gets this code' : 'Your code is the starter; the lesson’s link shares it'}
            </span>
            <input ref={field} readOnly value={sharing.url} className="field min-h-9 min-w-32 flex-1 py-1! font-mono text-xs" />
          </label>
          <button type="button" className="button" onClick={() => void copy(sharing.url)}>
            {isCopied ? 'Copied' : 'Copy'}
          </button>
        </>
      ) : null}
      <button type="button" className="button button-quiet" onClick={onClose}>
        Close
      </button>
    </section>
  )
}

async function share(lessonId: string, files: readonly SourceFile[]): Promise<Sharing> {
  try {
    const response = await fetch('/api/snapshots', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lessonId, files }),
    })
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok) return { state: 'shared', url: (answer as { url: string }).url }
    return { state: 'refused', refusal: refusalOf(answer, response.status) }
  } catch {
    return { state: 'refused', refusal: { code: navigator.onLine ? 'site-away' : 'offline', message: '' } }
  }
}
