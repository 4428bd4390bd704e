'use client'

import { type FormEvent, useId, useState } from 'react'
import type { DraftMistake, RequestDraft } from '#lib/playground/draft-field-rules.ts'
import { COMMON_METHODS, freeId, requestOf } from '#lib/playground/request-draft-rules.ts'

type AddRequestProps = {
  hosts: readonly string[]
  /** Ids of the requests before this one, with what each is called on the page. */
  earlier: readonly { id: string; name: string }[]
  onAdd: (draft: RequestDraft) => void
}

const BLANK = { method: 'GET', url: '', headers: '', body: '', cookiesFrom: '' }

/** A request of the learner's own, played after the lab's. */
export function AddRequest({ hosts, earlier, onAdd }: AddRequestProps) {
  const [draft, setDraft] = useState(BLANK)
  const [mistakes, setMistakes] = useState<DraftMistake[]>([])
  const [hasMore, setMore] = useState(false)
  const id = useId()
  const mistakeOf = (field: keyof typeof BLANK) => mistakes.find((mistake) => mistake.field === field)?.message
  const change = (field: keyof typeof BLANK) => (event: { target: { value: string } }) => setDraft({ ...draft, [field]: event.target.value })

  function add(event: FormEvent) {
    event.preventDefault()
    const ids = earlier.map((step) => step.id)
    const whole = { ...draft, id: freeId(ids) }
    const checked = requestOf(whole, { hosts, earlierIds: ids })
    if ('mistakes' in checked) {
      setMistakes(checked.mistakes)
      if (checked.mistakes.some(({ field }) => field !== 'method' && field !== 'url')) setMore(true)
      return
    }
    setMistakes([])
    setDraft({ ...BLANK, cookiesFrom: draft.cookiesFrom })
    onAdd({ ...whole, url: checked.request.url })
  }

  return (
    <form onSubmit={add} noValidate>
      <div className="flex flex-wrap items-center gap-2 @lg/lab:flex-nowrap">
        <select aria-label="Method" value={draft.method} onChange={change('method')} className="field min-h-9 w-auto! py-1! font-mono text-xs">
          {COMMON_METHODS.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <input
          aria-label="Path or address"
          value={draft.url}
          onChange={change('url')}
          aria-invalid={mistakeOf('url') !== undefined}
          aria-describedby={`${id}-mistakes`}
          placeholder="/path"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          className="field min-h-9 w-auto! min-w-24 flex-1 py-1! font-mono text-xs"
        />
        <button
          type="button"
          aria-expanded={hasMore}
          aria-controls={`${id}-more`}
          className="button button-quiet shrink-0"
          onClick={() => setMore(!hasMore)}
        >
          {hasMore ? 'Less' : 'Headers, body, cookies'}
        </button>
        <button type="submit" className="button shrink-0">
          Add and run
        </button>
      </div>
      <div id={`${id}-more`} hidden={!hasMore} className="grid gap-2 pt-2 sm:grid-cols-2">
        <label className="text-sm">
          Headers, one a line
          <textarea
            rows={3}
            value={draft.headers}
            onChange={change('headers')}
            aria-invalid={mistakeOf('headers') !== undefined}
            aria-describedby={`${id}-mistakes`}
            placeholder="Content-Type: application/json"
            spellCheck={false}
            className="field font-mono text-xs!"
          />
        </label>
        <label className="text-sm">
          Body
          <textarea
            rows={3}
            value={draft.body}
            onChange={change('body')}
            aria-invalid={mistakeOf('body') !== undefined}
            aria-describedby={`${id}-mistakes`}
            spellCheck={false}
            className="field font-mono text-xs!"
          />
        </label>
        <label className="text-sm sm:col-span-2">
          Send back the cookies that this request was given
          <select value={draft.cookiesFrom} onChange={change('cookiesFrom')} className="field min-h-9 py-1!">
            <option value="">None</option>
            {earlier.map((step) => (
              <option key={step.id} value={step.id}>
                {step.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div id={`${id}-mistakes`} role="alert" className="text-sm text-bad">
        {mistakes.map(({ field, message }) => (
          <p key={field} className="pt-1.5">
            {message}
          </p>
        ))}
      </div>
    </form>
  )
}
