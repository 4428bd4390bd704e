'use client'

import { useActionState } from 'react'
import { problemWords } from '#components/accounts/account-words.ts'
import { EMPTY_FORM, type FormAction } from '#components/accounts/form-state.ts'

type Props = { action: FormAction; name: string; value: string; submit: string; what: string }

/** A button in a row of a list; `what` says, for those who do not see the row, what it is about. */
export function RowForm({ action, name, value, submit, what }: Props) {
  const [state, formAction, isPending] = useActionState(action, EMPTY_FORM)
  return (
    <form action={formAction} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name={name} value={value} />
      <button type="submit" className="button" aria-disabled={isPending}>
        {submit}
        <span className="sr-only">{` ${what}`}</span>
      </button>
      <p role="status" className="text-sm text-bad">
        {state.problem ? problemWords(state.problem) : ''}
      </p>
    </form>
  )
}
