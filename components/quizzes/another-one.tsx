import type { ShownQuestion } from '#components/quizzes/shown-question.ts'
import { anySeed, type FormWork } from '#components/quizzes/use-question-form.ts'

type Props = { question: Extract<ShownQuestion, { seed: number }>; form: FormWork; keptSeed: number | null; begin: (seed: number) => void }

const FAILURES: Partial<Record<FormWork['phase'], string>> = {
  loading: 'Making another one…',
  offline: 'The site cannot be reached, so this one stays. Ask again when you are back online.',
  away: 'The site cannot make another one just now; this one stays.',
  'too-many': 'Too many questions came from your network; this one stays. Ask again in a few minutes.',
  gone: 'This question is no longer part of the course. Reload the page for the current ones.',
}

/** Asks for another form of a computed question, or for the one that was worked on earlier. Without scripts it has a page of its own. */
export function AnotherOne({ question, form, keptSeed, begin }: Props) {
  return (
    <>
      <button type="button" className="button needs-js" aria-disabled={form.phase === 'loading'} onClick={() => begin(anySeed())}>
        Another one like this
      </button>
      {keptSeed === null ? null : (
        <button type="button" className="button button-quiet" onClick={() => begin(keptSeed)}>
          Back to the one you were at
        </button>
      )}
      <a href={question.practicePath} className="button without-js">
        Another one like this
      </a>
      <p role="status" className={`basis-full text-sm empty:hidden ${form.phase === 'loading' ? 'text-muted' : 'text-bad'}`}>
        {FAILURES[form.phase]}
      </p>
    </>
  )
}
