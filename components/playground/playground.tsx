import { Fragment } from 'react'
import { PlaygroundIsland } from '#components/playground/playground-island.tsx'
import { marksOf } from '#lib/lessons/code-marks-rules.ts'
import type { Lab } from '#lib/lessons/lesson.ts'
import { highlightPieces } from '#lib/lessons/prose/highlight-code.ts'
import { renderMarkdown } from '#lib/lessons/render-lesson.ts'
import { isScript } from '#lib/playground/highlight-rules.ts'
import { publicLab } from '#lib/playground/public-lab.ts'
import { reasonsIn } from '#lib/playground/reason-rules.ts'

type PlaygroundProps = {
  lab: Lab
  lessonId: string
  contentVersion: string
  /** Of the lesson, on this site. */
  path: string
  /** `compact`: code, run and exchanges alone, for a page that is about something else. */
  variant?: 'full' | 'compact'
}

/**
 * A lab that a learner can edit and run. What a page without scripts shows is all here: task, hints, every file and the
 * recorded run. The solution stays on the server.
 */
export async function Playground({ lab, lessonId, contentVersion, path, variant = 'full' }: PlaygroundProps) {
  const shown = publicLab(lab, { id: lessonId, contentVersion })
  const [task, hints, marks] = await Promise.all([
    variant === 'full' ? renderMarkdown(lab.task) : null,
    variant === 'full' ? Promise.all(lab.hints.map((hint) => renderMarkdown(hint))) : [],
    Promise.all(lab.start.map(async ({ path, content }) => (isScript(path) ? null : marksOf(await highlightPieces(content, languageOf(path)))))),
  ])
  return (
    <PlaygroundIsland
      lab={shown}
      task={task}
      hints={hints.map((hint, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hints have an order and no other name
        <Fragment key={index}>{hint}</Fragment>
      ))}
      marks={marks}
      reasons={shown.recorded ? reasonsIn(shown.recorded) : {}}
      variant={variant}
      sourceOfChecks={`${path}/checks`}
    />
  )
}

function languageOf(path: string): string {
  return /\.(json|html|css)$/.exec(path)?.[1] ?? 'text'
}
