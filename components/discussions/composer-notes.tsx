import { counted } from '#components/discussions/composer-words.tsx'
import type { ComposerWork } from '#components/discussions/use-composer.ts'
import { COMMENT_CHARACTERS_MAX } from '#lib/discussions/comment-limits.ts'

const number = new Intl.NumberFormat('en')

type Props = { id: string; work: ComposerWork; isSignedIn: boolean }

/** Below the field: how much room there is, what is kept, and what was written here before signing in. Room for its line is kept. */
export function ComposerNotes({ id, work, isSignedIn }: Props) {
  const { length, offered } = work
  const left = COMMENT_CHARACTERS_MAX - (length ?? 0)
  return (
    <>
      <div id={id} className="flex min-h-[1.5em] flex-wrap justify-between gap-x-4 text-sm text-muted">
        <p role="status">
          {work.phase === 'posted' ? <span className="text-good">Posted.</span> : keptWords(work, isSignedIn)}
          {left < 0 ? <span className="sr-only">{` ${counted(-left, 'character')} too many.`}</span> : null}
        </p>
        <p className={left < 0 ? 'font-semibold text-bad' : undefined}>
          {length === null ? (
            `Markdown works. At most ${number.format(COMMENT_CHARACTERS_MAX)} characters.`
          ) : (
            <>
              <span className="max-sm:hidden">Markdown works. </span>
              {`${number.format(length)} / ${number.format(COMMENT_CHARACTERS_MAX)}`}
              <span className="sr-only"> characters</span>
            </>
          )}
        </p>
      </div>
      {offered ? (
        <div className="grid gap-2 rounded-md bg-sunk px-3 py-2.5 text-sm">
          <p>You wrote this here before you signed in:</p>
          <p dir="auto" className="line-clamp-3 whitespace-pre-wrap break-words border-s-2 border-line ps-3">
            {offered.text}
          </p>
          <p className="flex flex-wrap gap-2">
            <button type="button" className="button" onClick={work.takeOffered}>
              Use it
            </button>
            <button type="button" className="button button-quiet" onClick={work.dropOffered}>
              Throw it away
            </button>
          </p>
        </div>
      ) : null}
    </>
  )
}

function keptWords({ kept, isRestored }: ComposerWork, isSignedIn: boolean): string {
  if (kept === 'refused') return 'This browser keeps no drafts: copy your text before you leave.'
  if (kept === 'empty') return ''
  if (!isSignedIn) return 'Kept in this browser, and offered once you are signed in.'
  return isRestored ? 'Your draft, as this browser kept it.' : 'Kept as a draft in this browser.'
}
