'use client'

import type { LessonPart } from '#components/lessons/lesson-parts.ts'

/** Links to parts of this page; `ScrollSpy` marks the one that is being read. */
export function PartList({ parts }: { parts: LessonPart[] }) {
  return (
    <ul className="part-list" data-spied>
      {parts.map((part) => (
        <li key={part.id} className={part.depth === 3 ? 'ps-3' : undefined}>
          <a href={`#${part.id}`}>{part.text}</a>
        </li>
      ))}
    </ul>
  )
}
