import type { RefObject } from 'react'
import { formatFaultWords } from '#components/tools/jwt/format-fault-words.ts'
import type { DecodedToken } from '#lib/tools/jwt/decode-token-rules.ts'

type Props = { id: string; field: RefObject<HTMLTextAreaElement | null>; text: string; token: DecodedToken; change: (text: string) => void }

/** The token as it was pasted; what is wrong with its form stands below it. */
export function TokenField({ id, field, text, token, change }: Props) {
  const fault = token.kind === 'not-jwt' ? formatFaultWords(token.fault) : null
  return (
    <>
      <div className="flex items-baseline justify-between gap-3">
        <h2 id={`${id}-token`} className="text-lg">
          <label htmlFor={`${id}-text`}>Token</label>
        </h2>
        {text === '' ? null : (
          <button
            type="button"
            className="button button-quiet -my-1"
            onClick={() => {
              change('')
              field.current?.focus()
            }}
          >
            Clear
          </button>
        )}
      </div>
      <textarea
        ref={field}
        id={`${id}-text`}
        rows={8}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-hint`}
        placeholder="eyJ…"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        className="field mt-2 block font-mono text-sm! break-all"
      />
      <div id={`${id}-hint`} className="mt-1.5 min-h-10 text-sm">
        {fault ? <p className="text-bad">{fault}</p> : <p className="text-muted">Stays in this page: not sent, not kept, not part of the address.</p>}
      </div>
    </>
  )
}
