import type { ReactNode } from 'react'
import { highlightedPieces } from '#components/lessons/highlighted-pieces.ts'
import { dayWords } from '#components/lessons/lesson-words.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { MarkedCode } from '#components/ui/marked-code.tsx'
import { ScriptCode } from '#components/ui/script-code.tsx'
import { marksOf } from '#lib/lessons/code-marks-rules.ts'

type PreProps = { children?: ReactNode; 'data-language'?: string; 'data-run'?: string; 'data-excuse'?: string; 'data-output'?: string }

/** A block of code with what can be said of it: that it was executed and when, why it was not, or that it is what a run printed. */
export function CodeFigure({ lastReviewed, children, ...block }: PreProps & { lastReviewed: string }) {
  const isOutput = block['data-output'] !== undefined
  const pieces = highlightedPieces(children)
  const text = pieces?.map((piece) => piece.text).join('')
  return (
    <figure className={isOutput ? 'code-block code-output' : 'code-block'}>
      {isOutput ? <figcaption className="code-label">Output</figcaption> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard */}
      <pre data-language={block['data-language']} tabIndex={0}>
        {pieces && text ? (
          <code>{block['data-language'] === 'js' ? <ScriptCode code={text} /> : <MarkedCode text={text} marks={marksOf(pieces)} />}</code>
        ) : (
          children
        )}
      </pre>
      <CopyButton />
      {block['data-run'] ? (
        <figcaption className="code-ran">
          <span aria-hidden="true">✓</span>
          <span>
            Executed with this version on <time dateTime={lastReviewed}>{dayWords(lastReviewed)}</time>
          </span>
        </figcaption>
      ) : null}
      {block['data-excuse'] ? <figcaption>{`Not executed: ${block['data-excuse']}`}</figcaption> : null}
    </figure>
  )
}
