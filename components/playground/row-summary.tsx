'use client'

import { createContext, type FocusEvent, type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useReason } from '#components/playground/reasons.ts'
import type { ArrowToken } from '#lib/playground/arrow-token-rules.ts'

/** Shows the reasons of these cookies below the row. */
export const TipContext = createContext<(tokens: readonly ArrowToken[]) => void>(() => undefined)

/** Whether a cookie is one that a browser kept back or refused, with a reason. */
export function isKeptBack({ look, reason }: ArrowToken): boolean {
  return reason !== null && (look === 'withheld' || look === 'hidden' || look === 'refused')
}

/** A row on the lanes that opens. */
const ROW = 'lane-box lane-lines relative block cursor-pointer list-none py-2 hover:bg-sunk group-open:bg-sunk [&::-webkit-details-marker]:hidden'

type RowSummaryProps = { isMuted: boolean; tokens: readonly ArrowToken[]; children: ReactNode }

/**
 * What a row shows while it is closed. Focused by keyboard it says of each cookie that was kept back why; Escape takes that away. A cookie in it that is
 * hovered over or tapped shows its own reason.
 */
export function RowSummary({ isMuted, tokens, children }: RowSummaryProps) {
  const [shown, show] = useState<readonly ArrowToken[]>([])
  const root = useRef<HTMLElement>(null)
  const id = useId()
  const kept = tokens.filter(isKeptBack)
  const isOpen = shown.length > 0
  useEffect(() => {
    if (!isOpen) return
    const closeFromOutside = ({ target }: Event) => target instanceof Node && !root.current?.contains(target) && show([])
    document.addEventListener('pointerdown', closeFromOutside)
    return () => document.removeEventListener('pointerdown', closeFromOutside)
  }, [isOpen])
  const className = `${ROW} ${isMuted ? '[&_*]:text-muted!' : ''}`
  if (kept.length === 0) return <summary className={className}>{children}</summary>
  const focus = ({ currentTarget }: FocusEvent<HTMLElement>) => currentTarget.matches(':focus-visible') && show(kept)
  // A finger leaves as soon as it has tapped; what it opened stays until it taps elsewhere.
  const leave = ({ pointerType }: PointerEvent) => pointerType === 'mouse' && show([])
  const press = ({ key }: KeyboardEvent) => key === 'Escape' && show([])
  return (
    <TipContext value={show}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a control */}
      <summary
        ref={root}
        aria-describedby={id}
        className={className}
        onFocus={focus}
        onBlur={() => show([])}
        onKeyDown={press}
        onPointerLeave={leave}
      >
        {children}
        <span
          id={id}
          role="tooltip"
          hidden={!isOpen}
          className="absolute inset-x-3 top-full z-20 -mt-1 cursor-default rounded-md border border-edge bg-raised px-3 py-2 text-start text-sm text-ink"
        >
          {(isOpen ? shown : kept).map((token, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cookies of one name may stand twice, and their order is the wire's
            <KeptBackLine key={index} token={token} />
          ))}
        </span>
      </summary>
    </TipContext>
  )
}

/** Why cookies were kept back or refused, for readers whose browser runs no scripts; nothing when none was. */
export function KeptBack({ tokens }: { tokens: readonly ArrowToken[] }) {
  return tokens.filter(isKeptBack).map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <p key={index} className="pb-1 text-sm">
      <KeptBackLine token={token} />
    </p>
  ))
}

function KeptBackLine({ token }: { token: ArrowToken }) {
  const reason = useReason(token.reason)
  return (
    <span className="block">
      <b className="font-semibold">{`${token.name || token.value}: `}</b>
      {reason?.sentence ?? token.reason?.code}
      {token.change ? <span className="text-muted">{` ${token.change}`}</span> : null}
    </span>
  )
}
