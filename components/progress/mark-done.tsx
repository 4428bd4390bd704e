'use client'

import { changeLocalProgress, useLocalProgress } from '#components/progress/local-progress.ts'
import { newWrite } from '#components/progress/new-write.ts'
import { completedWords, dayOfWrite, KEEPING_WORDS, missingWords } from '#components/progress/progress-words.ts'
import { countAnsweredRight, recordMark } from '#lib/progress/progress-rules.ts'

type Props = { lessonId: string; path: string; questionIds: readonly string[]; needsPass: boolean }

/** Whether this step is done and what is missing, and the mark by hand for those who do not want all of it. */
export function MarkDone({ lessonId, path, questionIds, needsPass }: Props) {
  const { isKnown, progress, keeping } = useLocalProgress()
  const { completed, passed, marked } = progress.lessons[lessonId] ?? {}
  const standing = { right: countAnsweredRight(progress, { questionIds }), questions: questionIds.length, needsPass, passed }

  function mark(done: boolean) {
    changeLocalProgress((before) => recordMark(before, lessonId, done, newWrite()))
  }

  return (
    <>
      <noscript>
        <form method="post" action={`${path}/marks`} className="text-sm">
          <p className="text-muted">
            With an account you can mark this step as done, with scripts or without.
            {needsPass ? ' The lab runs with scripts alone; without them this mark is the way to have the step done.' : ''}
          </p>
          <p className="mt-2 flex flex-wrap gap-2">
            <button type="submit" name="done" value="yes" className="button">
              Mark this step as done
            </button>
            <button type="submit" name="done" value="no" className="button button-quiet">
              Take the mark back
            </button>
          </p>
        </form>
      </noscript>
      {/* Room for the words and the button is kept in every state, so that what is known later moves nothing. */}
      <div className={`needs-js text-sm ${isKnown ? '' : 'invisible'}`}>
        <p role="status" className={`text-muted ${needsPass ? 'min-h-[3lh] sm:min-h-[2lh]' : 'min-h-[2lh] sm:min-h-[1lh]'}`}>
          {completed || marked?.done ? <span className="font-semibold text-good">Done.</span> : null}
          {completed
            ? ` ${completedWords(completed, standing)}`
            : marked?.done
              ? ` Marked by hand on ${dayOfWrite(marked.at)}. ${KEEPING_WORDS[keeping]}${keeping === 'sending' ? '' : '.'}`
              : missingWords(standing)}
        </p>
        {/* One button throughout, so that the focus stays where it was. */}
        <div className="mt-2 min-h-9">
          {completed ? null : (
            <button type="button" className="button" onClick={() => mark(!marked?.done)}>
              {marked?.done ? 'Undo' : 'Mark this step as done'}
            </button>
          )}
        </div>
      </div>
    </>
  )
}
