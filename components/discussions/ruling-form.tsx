'use client'

import { useActionState } from 'react'
import { type DecisionAction, NO_DECISION } from '#components/discussions/decision-state.ts'
import { decisionWords } from '#components/discussions/decision-words.ts'
import type { Ruling } from '#lib/discussions/comment-schema.ts'

const LABELS: Record<Ruling, string> = { hide: 'Hide', unhide: 'Show again', dismiss: 'Leave it and close the reports' }

type Props = { action: DecisionAction; commentId: string; ruling: Ruling; className?: string }

/** One decision of a moderator, as a button; undone by its opposite. */
export function RulingForm({ action, commentId, ruling, className }: Props) {
  const [state, formAction, isPending] = useActionState(action, NO_DECISION)
  return (
    <form action={formAction} className="contents">
      <input type="hidden" name="commentId" value={commentId} />
      <input type="hidden" name="ruling" value={ruling} />
      <button type="submit" className={className} aria-disabled={isPending || undefined}>
        {isPending ? 'Deciding…' : LABELS[ruling]}
      </button>
      <span role="status" className="text-sm text-bad">
        {state.refusal ? decisionWords(state.refusal) : ''}
      </span>
    </form>
  )
}
