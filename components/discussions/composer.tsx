'use client'

import { type FormEvent, type KeyboardEvent, type Ref, useActionState, useId, useImperativeHandle, useRef, useState } from 'react'
import { CommentBody } from '#components/discussions/comment-body.tsx'
import { ComposerNotes } from '#components/discussions/composer-notes.tsx'
import type { ComposerAction, ComposerState } from '#components/discussions/composer-state.ts'
import { refusalWords } from '#components/discussions/composer-words.tsx'
import { useComposer } from '#components/discussions/use-composer.ts'
import { COMMENT_CHARACTERS_MAX } from '#lib/discussions/comment-limits.ts'

/** What a page can do with a composer from outside. */
export type ComposerHandle = { insert: (words: string) => void }

type Props = {
  action: ComposerAction
  /** Sent along unseen: what the text is for. */
  target: Readonly<Record<string, string>>
  /** Under which name this browser keeps what was begun here. */
  composerKey: string
  /** Null for nobody; empty while the database is away and nobody knows. */
  accountId: string | null
  signInPath: string
  label: string
  placeholder: string
  submit: string
  clientId: string
  /** The text that an edit begins with, and its version; both empty for a new comment. */
  text?: string
  version?: string
  /** Words to begin with, such as a starter topic. */
  opening?: string
  onPosted?: (posted: NonNullable<ComposerState['posted']>) => void
  handle?: Ref<ComposerHandle>
}

/** Where comments are written: a plain form, and with scripts one that keeps drafts, counts, shows a preview and says what happens. */
export function Composer({ action, target, composerKey, accountId, signInPath, label, placeholder, submit, clientId, ...rest }: Props) {
  const { text = '', version = '', opening = '', onPosted = followPosted, handle } = rest
  const id = useId()
  const begun = version === '' && opening !== '' ? `${opening}\n\n` : text
  const [formState, formAction] = useActionState(action, { text: begun, clientId, version, refusal: null, preview: null, posted: null, count: 0 })
  const [early] = useState(() => readEarly(`${id}text`))
  const field = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const work = useComposer({ field, form, action, initial: formState, composerKey, accountId, onPosted, early, opening })
  useImperativeHandle(handle, () => ({ insert: work.insert }))
  const { refusal, preview } = work.answer
  const isTooLong = (work.length ?? 0) > COMMENT_CHARACTERS_MAX
  const isBusy = work.phase === 'posting' || work.secondsLeft > 0

  function submitForm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const button = (event.nativeEvent as SubmitEvent).submitter
    if (accountId === null) location.assign(signInPath)
    else work.send(button instanceof HTMLButtonElement && button.value === 'preview' ? 'preview' : 'post')
  }

  function postByKeys(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing || accountId === null) return
    event.preventDefault()
    work.send('post')
  }

  return (
    <form ref={form} action={formAction} onSubmit={submitForm} className="grid gap-2.5" aria-busy={work.phase === 'posting'}>
      {Object.entries({ ...target, clientId: formState.clientId, version: formState.version }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor={`${id}text`} className="font-semibold">
        {label}
      </label>
      <textarea
        key={formState.count}
        ref={field}
        id={`${id}text`}
        name="text"
        dir="auto"
        rows={5}
        required
        defaultValue={formState.text}
        placeholder={placeholder}
        aria-invalid={refusal !== null || isTooLong || undefined}
        aria-describedby={`${id}notes${refusal ? ` ${id}refusal` : ''}`}
        onInput={work.type}
        onKeyDown={postByKeys}
        className="field composer-field"
      />
      <div id={`${id}refusal`} role="alert" className={refusal ? 'border-s-2 border-bad ps-3 text-sm text-bad' : 'sr-only'}>
        {refusal ? <p>{refusalWords(refusal, work.secondsLeft)}</p> : null}
        {refusal?.reason === 'changed-meanwhile' ? <pre className="code-plain mt-2 whitespace-pre-wrap text-ink">{refusal.text}</pre> : null}
      </div>
      <ComposerNotes id={`${id}notes`} work={work} isSignedIn={accountId !== null} />
      <div className="flex flex-wrap items-center gap-2">
        {accountId === null || refusal?.reason === 'signed-out' ? (
          <a href={signInPath} className="button button-primary">
            Sign in to post
          </a>
        ) : (
          <button type="submit" name="intent" value="post" className="button button-primary" aria-disabled={isBusy || isTooLong || undefined}>
            {work.phase === 'posting' ? 'Posting…' : submit}
          </button>
        )}
        {accountId === null ? null : (
          <button
            type="submit"
            name="intent"
            value="preview"
            formNoValidate
            className="button"
            aria-disabled={work.phase === 'previewing' || undefined}
          >
            {preview ? 'Preview again' : 'Preview'}
          </button>
        )}
        {work.kept === 'kept' ? (
          <button type="button" className="button button-quiet" onClick={work.discard}>
            Discard draft
          </button>
        ) : null}
      </div>
      {preview ? (
        <section aria-label="Preview" className="mt-1 border-s-2 border-network ps-4">
          <p className="mb-1 text-sm font-semibold text-network">Preview</p>
          {preview.isPlain ? <p className="mb-2 text-sm text-muted">Too involved to be read as Markdown: it will be shown as it was typed.</p> : null}
          <CommentBody nodes={preview.nodes} />
        </section>
      ) : null}
    </form>
  )
}

/** The whole page anew, at the comment: what it then shows is what the server has. */
function followPosted({ place }: NonNullable<ComposerState['posted']>): void {
  location.assign(place)
}

/** What stands in the field before React takes it over: it was typed while the scripts were still on their way. */
function readEarly(id: string): string | null {
  if (typeof document === 'undefined') return null
  const field = document.getElementById(id)
  return field instanceof HTMLTextAreaElement ? field.value : null
}
