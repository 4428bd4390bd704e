'use client'

import type { Lesson } from '#lib/lessons/lesson.ts'

/** What the facts were checked against, with the sections that the lesson relies on. */
export function Sources({ sources }: { sources: Lesson['frontMatter']['sources'] }) {
  return (
    <section id="sources" aria-labelledby="sources-title" className="lesson-section">
      <h2 id="sources-title">Sources</h2>
      <ul className="grid gap-2 text-ui">
        {sources.map((source) => (
          <li key={source.url}>
            <a href={source.url} rel="noreferrer" className="link">
              {source.title}
            </a>
            {source.revision ? <span className="text-muted">{`, ${source.revision}`}</span> : null}
            {source.sections ? <span className="block text-sm text-muted">{`Sections: ${source.sections.join(' · ')}`}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
