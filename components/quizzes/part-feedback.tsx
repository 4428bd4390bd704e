import { RichTextView } from '#components/quizzes/rich-text-view.tsx'
import type { Feedback } from '#lib/quizzes/answer-contract.ts'

export type Part = Feedback['parts'][number]
export type PartState = Part['state']

/** The look of a choice or a line that was graded; the words beside it say the same. */
export const stateBox: Record<PartState, string> = {
  right: 'border-good bg-good-soft',
  missed: 'border-good bg-good-soft',
  wrong: 'border-bad bg-bad-soft',
}

export const plainBox = 'border-line bg-raised'

export const findPart = (feedback: Feedback | null, key: string): Part | null => feedback?.parts.find((part) => part.key === key) ?? null

/** A few words in the colour of what they say. */
export function StateWords({ state, words }: { state: PartState; words: string }) {
  return <strong className={`font-semibold ${state === 'wrong' ? 'text-bad' : 'text-good'}`}>{`${words} `}</strong>
}

/** Why something is right or is not. */
export function Whys({ id, whys, className = '' }: { id: string; whys: Part['whys']; className?: string }) {
  return (
    <div id={id} className={`markdown prose-flow text-sm text-muted ${className}`}>
      {whys.map((why, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
        <RichTextView key={index} nodes={why} />
      ))}
    </div>
  )
}
