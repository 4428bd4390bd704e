import Link from 'next/link'
import { OUTCOME_NAMES } from '#components/progress/progress-words.ts'
import { formatMs } from '#lib/playground/amount-words.ts'

type Run = { id: string; lessonId: string; at: Date; outcome: string; durationMs: number }

const timeFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** The learner's latest runs, newest first, with the lab that each was of. */
export function RunHistory({ runs, lessons }: { runs: readonly Run[]; lessons: ReadonlyMap<string, { title: string; href: string }> }) {
  return (
    <section aria-labelledby="runs-title" className="mt-14">
      <h2 id="runs-title" className="text-2xl">
        Your latest runs
      </h2>
      <ul className="mt-4 grid">
        {runs.map(({ id, lessonId, at, outcome, durationMs }) => {
          const lesson = lessons.get(lessonId)
          return (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-2">
              <span className="min-w-0 flex-1 basis-56">
                {lesson ? (
                  <Link href={lesson.href} prefetch={false} className="plain-link font-medium">
                    {lesson.title}
                  </Link>
                ) : (
                  'A lesson that is no longer here'
                )}
              </span>
              <span className={outcome === 'finished' ? 'text-good' : 'text-muted'}>{OUTCOME_NAMES[outcome] ?? outcome}</span>
              <span className="text-muted tabular-nums">{formatMs(durationMs)}</span>
              <time dateTime={at.toISOString()} className="text-sm text-muted">{`${timeFormat.format(at)} UTC`}</time>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
