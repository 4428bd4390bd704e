'use client'

import { type ReactNode, useActionState, useEffect, useId, useRef } from 'react'
import { problemWords } from '#components/accounts/account-words.ts'
import { EMPTY_FORM, type FormAction, type FormState } from '#components/accounts/form-state.ts'
import { PasswordField } from '#components/accounts/password-field.tsx'

export type Field = {
  name: string
  label: string
  type: 'text' | 'email' | 'password'
  autoComplete: string
  hint?: string
  value?: string
}

type Props = {
  action: FormAction
  fields: readonly Field[]
  submit: string
  /** Said when the form was taken and its page stays. */
  done?: string
  /** Sent along unseen. */
  hidden?: Readonly<Record<string, string>>
  danger?: boolean
  children?: ReactNode
}

/** A form of the account: the same with and without scripts. What is wrong stands next to its field, and above, where the focus goes. */
export function AccountForm({ action, fields, submit, done, hidden = {}, danger = false, children }: Props) {
  const [state, formAction, isPending] = useActionState(action, EMPTY_FORM)
  const formId = useId()
  const idOf = (name: string) => `${formId}${name}`
  return (
    <form action={formAction} noValidate className="grid gap-5" aria-busy={isPending}>
      <Summary state={state} fields={fields} idOf={idOf} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <FormField key={field.name} field={field} id={idOf(field.name)} state={state} />
      ))}
      {children}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="submit" className={`button button-large ${danger ? 'button-danger' : 'button-primary'}`} aria-disabled={isPending}>
          {isPending ? 'Sending…' : submit}
        </button>
        <p role="status" className="text-sm text-good">
          {state.isDone ? done : ''}
        </p>
      </div>
    </form>
  )
}

function FormField({ field, id, state }: { field: Field; id: string; state: FormState }) {
  const fault = state.faults[field.name]
  const describedBy = [field.hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || undefined
  const attributes = {
    id,
    name: field.name,
    autoComplete: field.autoComplete,
    required: true,
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': describedBy,
  }
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {field.label}
      </label>
      {field.hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {field.hint}
        </p>
      ) : null}
      {fault ? (
        <p id={`${id}-fault`} className="border-s-2 border-bad ps-2 text-sm text-bad">
          {fault}
        </p>
      ) : null}
      {field.type === 'password' ? (
        <PasswordField {...attributes} />
      ) : (
        <input
          {...attributes}
          type={field.type}
          defaultValue={state.values[field.name] ?? field.value ?? ''}
          autoCapitalize={field.type === 'email' ? 'none' : undefined}
          spellCheck={false}
          className="field"
        />
      )}
    </div>
  )
}

function Summary({ state, fields, idOf }: { state: FormState; fields: readonly Field[]; idOf: (name: string) => string }) {
  const box = useRef<HTMLDivElement>(null)
  const faulty = fields.filter(({ name }) => state.faults[name])
  const isShown = state.problem !== null || faulty.length > 0
  useEffect(() => {
    if (isShown && state.count > 0) box.current?.focus()
  }, [isShown, state.count])
  if (!isShown) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-md border border-bad bg-bad-soft px-4 py-3">
      {state.problem ? <p>{problemWords(state.problem)}</p> : <p className="font-semibold">Please look at this again:</p>}
      {faulty.length > 0 ? (
        <ul className="mt-1 list-disc ps-5">
          {faulty.map(({ name, label }) => (
            <li key={name}>
              <a href={`#${idOf(name)}`} className="link">
                {label}
              </a>
              {`: ${state.faults[name]}`}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
