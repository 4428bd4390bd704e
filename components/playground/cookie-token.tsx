import { useContext } from 'react'
import { isKeptBack, TipContext } from '#components/playground/row-summary.tsx'
import type { ArrowToken, TokenLook } from '#lib/playground/arrow-token-rules.ts'
import { shortValue } from '#lib/playground/cookie-token-rules.ts'

const SENT = 'border-action bg-raised text-action'
const STRUCK = 'border-bad bg-raised text-bad line-through'
const LOOKS: Record<TokenLook, { className: string; said: string }> = {
  sent: { className: SENT, said: 'carries cookie' },
  shown: { className: SENT, said: 'shows the script cookie' },
  set: { className: 'token-set border-action bg-action text-on-action', said: 'sets cookie' },
  cleared: { className: 'border-action border-dashed bg-raised text-muted line-through', said: 'clears cookie' },
  withheld: { className: STRUCK, said: 'does not carry cookie' },
  hidden: { className: STRUCK, said: 'hides from the script cookie' },
  refused: { className: `${STRUCK} border-dashed`, said: 'cannot set cookie' },
}

/**
 * A cookie on an arrow: filled when the response sets it, outlined when the request carries it, struck when it is cleared, kept back or refused. The
 * last two say why.
 */
export function CookieToken({ token }: { token: ArrowToken }) {
  return isKeptBack(token) ? <ReasonedToken token={token} /> : <Pill token={token} />
}

function Pill({ token: { look, name, value } }: { token: ArrowToken }) {
  const { className, said } = LOOKS[look]
  return (
    <span
      title={`${said} ${name}=${value}`}
      className={`inline-flex h-5 max-w-[min(13rem,100%)] min-w-0 items-center rounded-full border px-2 font-mono text-xs leading-none ${className}`}
    >
      <span className="sr-only">{`, ${said} `}</span>
      <span className="truncate">
        {name === '' ? shortValue(value) : look === 'withheld' || look === 'hidden' ? name : `${name}=${shortValue(value)}`}
      </span>
    </span>
  )
}

/** Says why on hover and tap; for the keyboard the row does. */
function ReasonedToken({ token }: { token: ArrowToken }) {
  const show = useContext(TipContext)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what it shows is shown by focusing the row, too
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span
      className="inline-flex min-h-6 max-w-full min-w-0 cursor-help items-center"
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && show([token])}
      onClick={(event) => {
        event.preventDefault()
        show([token])
      }}
    >
      <Pill token={token} />
    </span>
  )
}

/** The cookies on one arrow, the rest counted. */
export function CookieTokens({ tokens }: { tokens: readonly ArrowToken[] }) {
  const shown = tokens.slice(0, tokens.length > 6 ? 5 : 6)
  return (
    <>
      {shown.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cookies of one name may stand twice, and their order is the wire's
        <CookieToken key={index} token={token} />
      ))}
      {tokens.length > shown.length ? (
        <span className="rounded-full bg-raised px-1 text-xs text-muted">{`+${tokens.length - shown.length}`}</span>
      ) : null}
    </>
  )
}
