'use client'

import { changeLocalProgress, newWrite, useLocalProgress } from '#components/progress/local-progress.ts'
import { dayOfWrite, KEEPING_WORDS } from '#components/progress/progress-words.ts'
import { countAnsweredRight, recordMark } from '#lib/progress/progress-rules.ts'

type Props = { lessonId: string; questionIds: readonly string[] }

/** Whether this step is done, and the mark by hand for those who do not want to answer every question. */
export function MarkDone({ lessonId, questionIds }: Props) {
  const { isKnown, progress, keeping } = useLocalProgress()
  const { completed, marked } = progress.lessons[lessonId] ?? {}
  const right = countAnsweredRight(progress, { id: lessonId, questionIds })

  function mark(done: boolean) {
    changeLocalProgress((before) => recordMark(before, lessonId, done, newWrite()))
  }

  return (
    <div className={`needs-js flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2 text-sm ${isKnown ? '' : 'invisible'}`}>
      {/* One button throughout, so that the focus stays where it was. */}
      {completed ? null : (
        <button type="button" className="button" onClick={() => mark(!marked?.done)}>
          {marked?.done ? 'Undo' : 'Mark this step as done'}
        </button>
      )}
      <p role="status" className="text-muted">
        {completed ? (
          <>
            <span className="font-semibold text-good">Done.</span>
            {` Every question was answered right by ${dayOfWrite(completed.at)}.`}
          </>
        ) : marked?.done ? (
          <>
            <span className="font-semibold text-good">Done.</span>
            {` Marked by hand on ${dayOfWrite(marked.at)}. ${KEEPING_WORDS[keeping]}.`}
          </>
        ) : (
          `${right} of ${questionIds.length} questions answered right. All of them make this step done.`
        )}
      </p>
    </div>
  )
}
