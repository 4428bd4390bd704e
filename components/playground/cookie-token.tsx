import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useReason } from '#components/playground/reasons.ts'
import type { ArrowToken, TokenLook } from '#lib/playground/arrow-token-rules.ts'
import { shortValue } from '#lib/playground/cookie-token-rules.ts'

const SENT = 'border-action bg-raised text-action'
const STRUCK = 'border-bad bg-raised text-bad line-through'
const LOOKS: Record<TokenLook, { className: string; said: string }> = {
  sent: { className: SENT, said: 'carries cookie' },
  shown: { className: SENT, said: 'shows the script cookie' },
  set: { className: 'border-action bg-action text-on-action', said: 'sets cookie' },
  cleared: { className: 'border-action border-dashed bg-raised text-muted line-through', said: 'clears cookie' },
  withheld: { className: STRUCK, said: 'does not carry cookie' },
  hidden: { className: STRUCK, said: 'hides from the script cookie' },
  refused: { className: `${STRUCK} border-dashed`, said: 'cannot set cookie' },
}

/**
 * A cookie on an arrow: filled when the response sets it, outlined when the request carries it, struck when it is cleared, kept back or refused. The
 * last two say why on hover, focus and tap.
 */
export function CookieToken({ token }: { token: ArrowToken }) {
  const isKeptBack = token.look === 'withheld' || token.look === 'hidden' || token.look === 'refused'
  return isKeptBack && token.reason ? <ReasonedToken token={token} /> : <Pill token={token} />
}

function Pill({ token: { look, name, value } }: { token: ArrowToken }) {
  const { className, said } = LOOKS[look]
  return (
    <span
      title={`${said} ${name}=${value}`}
      className={`inline-flex h-5 max-w-52 min-w-0 items-center rounded-full border px-2 font-mono text-xs leading-none ${className}`}
    >
      <span className="sr-only">{`, ${said} `}</span>
      <span className="truncate">
        {name === '' ? shortValue(value) : look === 'withheld' || look === 'hidden' ? name : `${name}=${shortValue(value)}`}
      </span>
    </span>
  )
}

function ReasonedToken({ token }: { token: ArrowToken }) {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLSpanElement>(null)
  const id = useId()
  const reason = useReason(token.reason)
  useEffect(() => {
    if (!isOpen) return
    const closeFromOutside = ({ target }: Event) => target instanceof Node && !root.current?.contains(target) && setOpen(false)
    document.addEventListener('pointerdown', closeFromOutside)
    return () => document.removeEventListener('pointerdown', closeFromOutside)
  }, [isOpen])
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false)
  }
  const leave = ({ relatedTarget }: FocusEvent) => !root.current?.contains(relatedTarget) && setOpen(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering shows what focusing the button shows
    <span ref={root} className="inline-flex max-w-full min-w-0" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <button
        type="button"
        aria-describedby={id}
        className="inline-flex min-h-6 max-w-full min-w-0 cursor-help items-center rounded-full"
        onClick={(event) => {
          event.preventDefault()
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={leave}
        onKeyDown={close}
      >
        <Pill token={token} />
      </button>
      <span
        id={id}
        role="tooltip"
        hidden={!isOpen}
        className="absolute inset-x-2 top-full z-20 -mt-0.5 cursor-default rounded-md border border-edge bg-raised px-3 py-2 text-start font-sans text-sm text-wrap text-ink"
      >
        <b className="font-semibold">{`${token.name || token.value}: `}</b>
        {reason?.sentence ?? token.reason?.code}
        {token.change ? <span className="block pt-0.5 text-muted">{token.change}</span> : null}
      </span>
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
