import { SiteHeader } from '#components/site/site-header.tsx'
import type { BrokenLesson } from '#lib/lessons/lesson.ts'

/** In place of a lesson with mistakes, for its author: where each is, and what was expected there. */
export function BrokenLessonPanel({ lesson }: { lesson: BrokenLesson }) {
  const count = lesson.broken.length === 1 ? 'one mistake' : `${lesson.broken.length} mistakes`
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="mx-auto max-w-4xl px-4 py-10">
        <p className="font-mono text-sm text-muted">{lesson.slug}</p>
        <h1 className="mt-1 text-2xl font-bold tracking-title">{`This lesson has ${count}`}</h1>
        <p className="mt-2 text-muted">Mend the file and save it: the page looks again by itself. A build stops at the same mistakes.</p>
        <ol className="mt-8 grid gap-6">
          {lesson.broken.map((mistake) => (
            <li key={`${mistake.file}:${mistake.line}:${mistake.field}:${mistake.message}`} className="aside aside-mistake">
              <p className="font-mono text-sm break-all">{`${mistake.file}:${mistake.line}`}</p>
              <p>
                <code className="token-code font-semibold">{mistake.field}</code> {mistake.message}
              </p>
              <p className="text-muted">{`Expected: ${mistake.expected}`}</p>
            </li>
          ))}
        </ol>
      </main>
    </>
  )
}
