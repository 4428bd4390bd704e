import { distanceWords, instantWords } from '#lib/tools/clock-words.ts'
import { numericDate } from '#lib/tools/jwt/claims-lint.ts'
import type { SignedToken } from '#lib/tools/jwt/verify-token.ts'

type Props = { token: SignedToken | null; clockMs: number | null; nowMs: number; move: (ms: number | null) => void }

const HOUR_MS = 3_600_000

/** The time at which the token is judged: that of this computer, or any other. */
export function ClockControl({ token, clockMs, nowMs, move }: Props) {
  const claims = token?.payload.kind === 'claims' ? token.payload.value : {}
  const [start, end] = [instantOf(claims.nbf) ?? instantOf(claims.iat), instantOf(claims.exp)]
  const life = start !== null && end !== null && end > start ? end - start : HOUR_MS
  const from = (start ?? end ?? nowMs) - life / 4
  const to = (end ?? start ?? nowMs) + life / 4
  return (
    <fieldset className="mt-8">
      <legend className="text-lg font-[650]">Clock</legend>
      <p className="mt-1 text-sm text-muted tabular-nums">
        {nowMs === 0 ? '…' : `${instantWords(nowMs)}${clockMs === null ? ', the time of this computer' : ', moved by you'}`}
      </p>
      <label className="mt-2 block text-sm">
        <span className="sr-only">Move the clock</span>
        <input
          type="range"
          min={Math.floor(from / 1000)}
          max={Math.ceil(to / 1000)}
          step={1}
          value={Math.round(Math.min(Math.max(nowMs, from), to) / 1000)}
          onChange={(event) => move(event.currentTarget.valueAsNumber * 1000)}
          aria-valuetext={end === null ? (instantWords(nowMs) ?? '') : `${instantWords(nowMs)}; exp ${distanceWords(end, nowMs)}`}
          disabled={nowMs === 0}
          className="w-full accent-action"
        />
      </label>
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="button" className="button aria-pressed:border-action" aria-pressed={clockMs === null} onClick={() => move(null)}>
          Real time
        </button>
        {start === null ? null : (
          <button type="button" className="button" onClick={() => move(start)}>
            At its start
          </button>
        )}
        {end === null ? null : (
          <>
            <button type="button" className="button" onClick={() => move(end - 1000)}>
              A second before exp
            </button>
            <button type="button" className="button" onClick={() => move(end)}>
              At exp
            </button>
          </>
        )}
        <button type="button" className="button" onClick={() => move(nowMs + 24 * HOUR_MS)}>
          A day later
        </button>
      </div>
    </fieldset>
  )
}

/** A claim as an instant in milliseconds that a calendar can name. */
function instantOf(claim: unknown): number | null {
  const seconds = numericDate(claim)
  return seconds !== null && instantWords(seconds * 1000) !== null ? seconds * 1000 : null
}
