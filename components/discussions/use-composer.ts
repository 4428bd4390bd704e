'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { readAccountHint } from '#components/accounts/account-hint.ts'
import { type ComposerAction, type ComposerRefusal, type ComposerState, newClientId } from '#components/discussions/composer-state.ts'
import { type Draft, forgetDraft, keepDraft, readDraft } from '#components/discussions/draft-store.ts'

/** The version that an edit began from while the comment could not be read. */
export const UNKNOWN_VERSION = 'unknown'

export type ComposerWork = {
  /** How many characters are in the field; null until scripts know. */
  length: number | null
  phase: 'open' | 'posting' | 'previewing' | 'posted'
  answer: ComposerState
  secondsLeft: number
  /** Whether what is in the field is kept in this browser; `refused` where storage is closed to the page. */
  kept: 'empty' | 'kept' | 'refused'
  /** The text came from an earlier visit. */
  isRestored: boolean
  /** What was written here without an account, offered to who has signed in. */
  offered: Draft | null
  type: () => void
  send: (intent: 'post' | 'preview') => void
  insert: (words: string) => void
  takeOffered: () => void
  dropOffered: () => void
  discard: () => void
}

type Setup = {
  field: RefObject<HTMLTextAreaElement | null>
  form: RefObject<HTMLFormElement | null>
  action: ComposerAction
  initial: ComposerState
  composerKey: string
  /** Null for nobody; empty while it is not known. */
  accountId: string | null
  onPosted: (posted: NonNullable<ComposerState['posted']>) => void
  /** What the field held before scripts ran. */
  early: string | null
  /** Words to begin with, such as a starter topic; they never replace a draft. */
  opening: string
}

/** What a composer does when scripts run: keeps every keystroke, sends, and says what has come of it. */
export function useComposer({ field, form, action, initial, composerKey, accountId, onPosted, early, opening }: Setup): ComposerWork {
  const [answer, setAnswer] = useState(initial)
  const [phase, setPhase] = useState<ComposerWork['phase']>('open')
  const [length, setLength] = useState<number | null>(null)
  const [kept, setKept] = useState<ComposerWork['kept']>('empty')
  const [isRestored, setRestored] = useState(false)
  const [offered, setOffered] = useState<Draft | null>(null)
  // Both count from zero until scripts set them by a clock, so that a page without scripts says how long the wait is.
  const [waitUntil, setWaitUntil] = useState(() => waitMs(initial.refusal))
  const [now, setNow] = useState(0)
  const names = useRef({ clientId: initial.clientId, version: initial.version })
  const isSending = useRef(false)
  // While it is not known who asks, drafts stay with whom this browser believes it belongs to.
  const owner = () => (accountId === '' ? (readAccountHint()?.id ?? null) : accountId)

  function keep() {
    const text = field.current?.value ?? ''
    setLength(text.length)
    if (text === initial.text && initial.version !== '') {
      forgetDraft(owner(), composerKey)
      setKept('empty')
    } else setKept(keepDraft(owner(), composerKey, { text, ...names.current }) ? (text.trim() === '' ? 'empty' : 'kept') : 'refused')
  }

  function write(text: string) {
    if (field.current) field.current.value = text
    keep()
  }

  function insert(words: string) {
    const text = field.current?.value ?? ''
    if (!text.includes(words)) write(text.trim() === '' ? `${words}\n\n` : `${text.trimEnd()}\n\n${words}\n\n`)
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what this browser kept is put back once, for the composer and account that it was kept for
  useEffect(() => {
    const draft = readDraft(owner(), composerKey)
    const hasEarly = early !== null && early !== initial.text
    if (hasEarly) write(early)
    else if (draft && initial.refusal === null && draft.text !== initial.text) {
      names.current = { clientId: draft.clientId, version: draft.version === UNKNOWN_VERSION ? initial.version : draft.version }
      write(draft.text)
      setRestored(true)
    } else {
      setLength(field.current?.value.length ?? 0)
      if (initial.refusal !== null) keep()
    }
    if (opening !== '' && (hasEarly || draft)) insert(opening)
    setWait(initial.refusal)
    if (accountId) setOffered(readDraft(null, composerKey))
  }, [accountId, composerKey])

  const isWaiting = waitUntil > now
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isWaiting])

  async function sendNow(intent: 'post' | 'preview') {
    const element = form.current
    const text = field.current?.value ?? ''
    if (!element || isSending.current || (intent === 'post' && waitUntil > Date.now())) return
    isSending.current = true
    setPhase(intent === 'post' ? 'posting' : 'previewing')
    const data = new FormData(element)
    for (const [name, value] of Object.entries({ ...names.current, text, intent, scripts: 'yes' })) data.set(name, value)
    const next = await sendOrTell(action, answer, data, { text, ...names.current })
    isSending.current = false
    names.current = { clientId: next.clientId, version: next.version }
    setAnswer(next)
    setWait(next.refusal)
    if (next.posted === null) {
      keep()
      setPhase('open')
      if (next.refusal && intent === 'post') field.current?.focus()
      return
    }
    setPhase('posted')
    setOffered(null)
    // What was typed while the post was under way is a draft of its own.
    if (field.current?.value === text) {
      forgetDraft(owner(), composerKey)
      if (initial.version === '') field.current.value = ''
    }
    names.current = { clientId: newClientId(), version: next.version }
    setLength(field.current?.value.length ?? 0)
    setKept('empty')
    onPosted(next.posted)
  }

  function setWait(refusal: ComposerRefusal | null) {
    const at = Date.now()
    setNow(at)
    setWaitUntil(at + waitMs(refusal))
  }

  return {
    length,
    phase,
    answer,
    secondsLeft: Math.max(0, Math.ceil((waitUntil - now) / 1000)),
    kept,
    isRestored,
    offered,
    type: () => {
      if (phase === 'posted') setPhase('open')
      keep()
    },
    send: (intent) => void sendNow(intent),
    insert,
    takeOffered: () => {
      if (!offered) return
      const text = field.current?.value ?? ''
      write(text.trim() === '' ? offered.text : `${text.trimEnd()}\n\n${offered.text}`)
      forgetDraft(null, composerKey)
      setOffered(null)
      field.current?.focus()
    },
    dropOffered: () => {
      forgetDraft(null, composerKey)
      setOffered(null)
      field.current?.focus()
    },
    discard: () => {
      names.current = { clientId: newClientId(), version: initial.version }
      write(initial.version === '' ? '' : initial.text)
      setRestored(false)
      setAnswer({ ...initial, refusal: null, preview: null })
      field.current?.focus()
    },
  }
}

function waitMs(refusal: ComposerRefusal | null): number {
  return refusal?.reason === 'throttled' ? refusal.retryAfterSeconds * 1000 : 0
}

/** The action's answer; where none comes, an answer that says so and keeps everything as it was. */
async function sendOrTell(action: ComposerAction, before: ComposerState, data: FormData, sent: Draft): Promise<ComposerState> {
  const lost: ComposerState = {
    ...before,
    ...sent,
    posted: null,
    refusal: { reason: 'unreachable', isOffline: !navigator.onLine },
    count: before.count + 1,
  }
  if (!navigator.onLine) return lost
  try {
    return (await action({ ...before, preview: null, posted: null }, data)) ?? lost
  } catch {
    return { ...lost, refusal: { reason: 'unreachable', isOffline: !navigator.onLine } }
  }
}
