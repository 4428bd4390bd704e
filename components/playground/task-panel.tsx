import type { ReactNode } from 'react'
import { noteHint } from '#components/playground/use-account-notes.ts'

type Props = { lessonId: string; task: ReactNode; hints: readonly ReactNode[] }

/** The task, and its hints one after the other: the next is offered when the one before is open. Without scripts all are offered. */
export function TaskPanel({ lessonId, task, hints }: Props) {
  return (
    <details open data-task className="lg:max-h-[22%] shrink-0 overflow-y-auto border-b border-line bg-raised">
      <summary className="sticky top-0 min-h-9 cursor-pointer bg-raised px-4 py-1.5 text-sm font-semibold">Task</summary>
      <div className="px-4 pb-3">
        <div className="prose text-sm">{task}</div>
        <Hints lessonId={lessonId} hints={hints} from={0} />
      </div>
    </details>
  )
}

function Hints({ lessonId, hints, from }: Pick<Props, 'lessonId' | 'hints'> & { from: number }) {
  const [hint, ...rest] = hints.slice(from)
  if (hint === undefined) return null
  return (
    <details className="pt-2" onToggle={({ currentTarget }) => currentTarget.open && noteHint(lessonId, from + 1)}>
      <summary className="min-h-6 cursor-pointer text-sm text-muted hover:text-ink">{`Hint ${from + 1} of ${hints.length}`}</summary>
      <div className="prose border-s-2 border-line ps-3 text-sm">{hint}</div>
      {rest.length > 0 ? <Hints lessonId={lessonId} hints={hints} from={from + 1} /> : null}
    </details>
  )
}
