import { RichTextView } from '#components/quizzes/rich-text-view.tsx'
import type { RichText } from '#lib/quizzes/rich-text.ts'

/** What a computed question is about: the jar, a line, a request. Long lines break, so that it needs no scrolling on a phone. */
export function Situation({ nodes }: { nodes: readonly RichText[] }) {
  return (
    <div className="markdown prose-flow mb-3 [&_code]:wrap-anywhere [&_pre]:rounded-lg [&_pre]:bg-sunk [&_pre]:px-4 [&_pre]:py-3 [&_pre]:whitespace-pre-wrap [&_table]:w-full [&_td]:border-t [&_td]:border-line [&_td]:py-1.5 [&_td]:pe-3 [&_td]:align-top [&_th]:pe-3 [&_th]:pb-1 [&_th]:text-start [&_th]:text-sm [&_th]:font-normal [&_th]:text-muted">
      <RichTextView nodes={nodes} />
    </div>
  )
}
