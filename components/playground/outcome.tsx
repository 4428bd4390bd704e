import type { OutcomeWords } from '#lib/playground/outcome-words.ts'

const TONES = { good: 'text-good', bad: 'text-bad', quiet: 'text-ink' }

/** What a run came to, or why there was none: the title stands in the bar, this is the rest of it. */
export function Outcome({ words, used, degraded }: { words: OutcomeWords; used: string | null; degraded: readonly string[] }) {
  return (
    <div className={`border-line px-4 py-2.5 text-sm ${words.tone === 'good' ? 'border-t' : 'border-b'}`}>
      <p>
        <b className={`font-semibold ${TONES[words.tone]}`}>{`${words.title}.`}</b> {words.detail}
        {words.next ? ` ${words.next}` : ''}
      </p>
      {used ? <p className="pt-0.5 text-muted tabular-nums">{used}</p> : null}
      {degraded.length > 0 ? (
        <p className="pt-0.5 text-muted">{`The sandbox of this machine is not whole: it lacks ${degraded.join(', ')}.`}</p>
      ) : null}
    </div>
  )
}
