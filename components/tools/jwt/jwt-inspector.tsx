'use client'

import { useId, useRef, useState } from 'react'
import { ClockControl } from '#components/tools/jwt/clock-control.tsx'
import { DecodedView } from '#components/tools/jwt/decoded-view.tsx'
import { ExamplePicker } from '#components/tools/jwt/example-picker.tsx'
import { FindingList } from '#components/tools/jwt/finding-list.tsx'
import { BLANK_PIN, type PinDraft, PinForm } from '#components/tools/jwt/pin-form.tsx'
import { TokenField } from '#components/tools/jwt/token-field.tsx'
import { useSignature } from '#components/tools/jwt/use-signature.ts'
import { VerdictPanel } from '#components/tools/jwt/verdict-panel.tsx'
import { UntilReady } from '#components/tools/until-ready.tsx'
import { useRealTime } from '#components/tools/use-real-time.ts'
import { judgeToken } from '#lib/tools/jwt/acceptance-rules.ts'
import { decodeToken } from '#lib/tools/jwt/decode-token-rules.ts'
import type { Example } from '#lib/tools/jwt/example-tokens.ts'
import { lintKey } from '#lib/tools/jwt/key-lint.ts'
import { byRank, lintToken } from '#lib/tools/jwt/lint-token-rules.ts'

/** Token and verdict side by side, below them what the verifier pins and what was found. Nothing is stored and nothing is sent. */
export function JwtInspector() {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [pin, setPin] = useState<PinDraft>(BLANK_PIN)
  const [clockMs, setClockMs] = useState<number | null>(null)
  const realMs = useRealTime()
  const nowMs = clockMs ?? realMs

  const token = decodeToken(text)
  const signed = token.kind === 'jws' ? token : null
  const signature = useSignature(signed, pin)
  const findings =
    token.kind === 'jws' || token.kind === 'jwe'
      ? byRank([...lintKey(signature.check, pin.algorithm || 'ES256', signature.weakSecret), ...lintToken(token, nowMs)])
      : []
  const acceptance = signed ? judgeToken(signed, signature.check, pin, findings, nowMs) : null

  function show(example: Example) {
    setText(example.compact)
    setPin({ ...BLANK_PIN, ...example })
    setClockMs(null)
    field.current?.focus({ preventScroll: true })
  }

  function look(compact: string) {
    setText(compact)
    setPin(BLANK_PIN)
    field.current?.focus()
  }

  return (
    <div className="grid gap-x-12 gap-y-8 [&_.font-mono]:[font-variant-ligatures:none] lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <section aria-labelledby={`${id}-token`} className="min-w-0">
        <UntilReady isReady={realMs > 0}>
          <TokenField id={id} field={field} text={text} token={token} change={setText} />
          <ExamplePicker nowMs={realMs} show={show} />
        </UntilReady>
      </section>
      <VerdictPanel token={token} acceptance={acceptance} signature={signature} />
      <section aria-labelledby={`${id}-pin`} className="min-w-0">
        <UntilReady isReady={realMs > 0}>
          <PinForm id={`${id}-pin`} pin={pin} check={signature.check} change={setPin} />
          <ClockControl token={signed} clockMs={clockMs} nowMs={nowMs} move={setClockMs} />
        </UntilReady>
      </section>
      <div className="grid min-w-0 content-start gap-8">
        {token.kind === 'jws' || token.kind === 'jwe' ? (
          <>
            <FindingList findings={findings} />
            <DecodedView token={token} nowMs={nowMs} look={look} />
          </>
        ) : null}
      </div>
    </div>
  )
}
