import { formatMs } from '#lib/playground/amount-words.ts'
import { type LogLine, shownText } from '#lib/playground/log-rules.ts'

/** What the program wrote, a line each with its time; what went to stderr is marked in words as well as in colour. */
export function LogView({ lines, hasTimes, isRunning }: { lines: readonly LogLine[]; hasTimes: boolean; isRunning: boolean }) {
  if (lines.length === 0) return <p className="px-4 py-2 text-sm text-muted">{isRunning ? 'Nothing written yet.' : 'The program wrote nothing.'}</p>
  return (
    <ol className="px-4 py-1 font-mono text-xs leading-relaxed">
      {lines.map((line) => (
        <li key={line.seq} className="flex gap-3">
          {hasTimes ? <span className="w-14 shrink-0 text-end text-muted tabular-nums select-none">{formatMs(line.at)}</span> : null}
          <span className={`min-w-0 whitespace-pre-wrap break-words ${line.stream === 'stderr' ? 'border-s-2 border-bad ps-2 text-bad' : ''}`}>
            {line.stream === 'stderr' ? <span className="sr-only">stderr: </span> : null}
            {shownText(line.text) || ' '}
          </span>
        </li>
      ))}
    </ol>
  )
}
