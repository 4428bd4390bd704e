'use client'

import { type FormEvent, useId, useState } from 'react'
import type { LabSurroundings } from '#components/playground/add-own.tsx'
import { DRAFT_ACTIONS, type DraftAction, type DraftMistake, type RequestDraft } from '#lib/playground/draft-field-rules.ts'
import { COMMON_METHODS, freeId, ownStepOf } from '#lib/playground/request-draft-rules.ts'
import { hasAddress } from '#lib/playground/step-draft-rules.ts'

type AddStepProps = {
  surroundings: LabSurroundings
  /** Ids of the steps before it. */
  earlierIds: readonly string[]
  /** Who acted last. */
  lastBrowser: string | null
  onAdd: (draft: RequestDraft) => void
}

const ACTION_WORDS: Record<DraftAction, string> = {
  visit: 'visits',
  link: 'follows a link to',
  submit: 'submits a form to',
  fetch: 'fetches',
  reload: 'reloads the page',
  'read-cookies': 'reads document.cookie',
  'write-cookie': 'sets document.cookie',
  'restart-browser': 'restarts the browser',
  wait: 'waits',
}

const BLANK = { method: 'POST', url: '', headers: '', body: '', text: '', credentials: '' }
type Field = 'browser' | 'action' | keyof typeof BLANK
const SMALL = 'field min-h-9 w-auto! py-1! text-sm!'

/** A step of the learner's own, done by a browser of the lab and played after the lab's steps. */
export function AddStep({ surroundings, earlierIds, lastBrowser, onAdd }: AddStepProps) {
  const browsers = surroundings.browsers ?? []
  const [draft, setDraft] = useState({ ...BLANK, browser: lastBrowser ?? browsers[0] ?? '', action: 'visit' as DraftAction })
  const [mistakes, setMistakes] = useState<DraftMistake[]>([])
  const id = useId()
  const { action } = draft
  const isWrong = (field: Field) => mistakes.some((mistake) => mistake.field === field)
  const bind = (field: Field) => ({
    value: draft[field],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [field]: event.target.value }),
    'aria-invalid': isWrong(field),
    'aria-describedby': `${id}-mistakes`,
  })

  function take(whole: RequestDraft) {
    const checked = ownStepOf(whole, { ...surroundings, earlierIds })
    if ('mistakes' in checked) {
      setMistakes(checked.mistakes)
      return
    }
    setMistakes([])
    onAdd('url' in checked.request ? { ...whole, url: checked.request.url } : whole)
  }

  function add(event: FormEvent) {
    event.preventDefault()
    take({ ...draft, id: freeId(earlierIds), cookiesFrom: '' })
  }

  return (
    <form onSubmit={add} noValidate>
      <div className="flex flex-wrap items-center gap-2">
        {action === 'wait' ? null : (
          <select aria-label="Browser" {...bind('browser')} className={`${SMALL} font-semibold`}>
            {browsers.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
        <select aria-label="What happens" {...bind('action')} className={SMALL}>
          {DRAFT_ACTIONS.map((name) => (
            <option key={name} value={name}>
              {name === 'wait' ? 'Time passes' : ACTION_WORDS[name]}
            </option>
          ))}
        </select>
        {action === 'submit' || action === 'fetch' ? (
          <select aria-label="Method" {...bind('method')} className={`${SMALL} font-mono text-xs!`}>
            {COMMON_METHODS.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        ) : null}
        {hasAddress(action) ? (
          <input
            aria-label="Path or address"
            {...bind('url')}
            placeholder="/path"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            className={`${SMALL} min-w-24 flex-1 font-mono text-xs!`}
          />
        ) : null}
        {action === 'wait' ? (
          <label className="flex items-center gap-2 text-sm">
            <input aria-label="Minutes" inputMode="numeric" {...bind('text')} placeholder="30" className={`${SMALL} max-w-24 tabular-nums`} />
            minutes
          </label>
        ) : null}
        {action === 'write-cookie' ? (
          <input
            aria-label="Cookie"
            {...bind('text')}
            placeholder="theme=dark; Path=/"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            className={`${SMALL} min-w-24 flex-1 font-mono text-xs!`}
          />
        ) : null}
        <span className="ms-auto flex gap-2">
          <button type="submit" className="button">
            Add step
          </button>
          {action === 'wait' ? null : (
            <button
              type="button"
              className="button max-sm:hidden"
              onClick={() => take({ ...draft, ...BLANK, id: freeId(earlierIds), cookiesFrom: '', action: 'wait', text: '30' })}
            >
              Wait 30 min
            </button>
          )}
        </span>
      </div>
      {action === 'submit' || action === 'fetch' ? (
        <div className="grid gap-2 pt-2 sm:grid-cols-2">
          <label className="text-sm">
            {action === 'submit' ? 'Fields, one name=value a line' : 'Body'}
            <textarea
              rows={2}
              {...bind('body')}
              placeholder={action === 'submit' ? 'user=alice' : ''}
              spellCheck={false}
              className="field font-mono text-xs!"
            />
          </label>
          {action === 'fetch' ? (
            <div className="grid content-start gap-2">
              <label className="text-sm">
                Headers, one a line
                <textarea
                  rows={2}
                  {...bind('headers')}
                  placeholder="Content-Type: application/json"
                  spellCheck={false}
                  className="field font-mono text-xs!"
                />
              </label>
              <label className="flex items-center gap-2 text-sm">
                Credentials
                <select {...bind('credentials')} className={SMALL}>
                  <option value="">same-origin (default)</option>
                  <option value="include">include</option>
                  <option value="omit">omit</option>
                </select>
              </label>
            </div>
          ) : null}
        </div>
      ) : null}
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
