'use client'

import Link from 'next/link'
import { useActionState, useEffect, useRef } from 'react'
import { type DecisionAction, NO_DECISION } from '#components/discussions/decision-state.ts'
import { decisionWords } from '#components/discussions/decision-words.ts'
import { ReportFields } from '#components/discussions/report-fields.tsx'

type Props = {
  action: DecisionAction
  commentId: string
  submit: string
  pending: string
  /** Said in the place of the form once it was taken and its page stays. */
  done?: string
  isDanger?: boolean
  cancelPath: string
  /** What the form asks besides the decision itself. */
  fields?: 'report'
}

/** A decision about one comment, the same with and without scripts; what is wrong is said above, where the focus goes. */
export function DecisionForm({ action, commentId, submit, pending, done, isDanger = false, cancelPath, fields }: Props) {
  const [state, formAction, isPending] = useActionState(action, NO_DECISION)
  const told = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (state.count > 0) told.current?.focus()
  }, [state.count])
  if (state.isDone && done) {
    return (
      <div className="grid justify-items-start gap-4">
        <p ref={told} tabIndex={-1} role="status" className="rounded-md bg-good-soft px-4 py-2.5">
          {done}
        </p>
        <Link href={cancelPath} prefetch={false} className="button">
          Back to the comment
        </Link>
      </div>
    )
  }
  return (
    <form action={formAction} noValidate className="grid gap-5" aria-busy={isPending}>
      <input type="hidden" name="commentId" value={commentId} />
      {state.refusal ? (
        <p ref={told} tabIndex={-1} role="alert" className="rounded-md border border-bad bg-bad-soft px-4 py-3">
          {decisionWords(state.refusal)}
        </p>
      ) : null}
      {fields === 'report' ? <ReportFields key={state.count} state={state} /> : null}
      <div className="flex flex-wrap gap-2">
        <button type="submit" className={`button ${isDanger ? 'button-danger' : 'button-primary'}`} aria-disabled={isPending || undefined}>
          {isPending ? pending : submit}
        </button>
        <Link href={cancelPath} prefetch={false} className="button">
          Cancel
        </Link>
      </div>
    </form>
  )
}
