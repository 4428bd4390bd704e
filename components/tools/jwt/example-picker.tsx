'use client'

import { useId, useState } from 'react'
import type { Example, ExampleName } from '#lib/tools/jwt/example-tokens.ts'

const WORDS: Record<ExampleName, string> = {
  sound: 'A sound one: ES256, typed, addressed, fifteen minutes',
  expired: 'Expired',
  unsigned: 'alg “none”: signed by nobody',
  confused: 'HS256 with the public RSA key as secret',
  'weak-secret': 'HS256 with an everyday word as secret',
  bare: 'Without exp, iss, aud and sub',
  'other-audience': 'Meant for another service',
  'brought-key': 'Brings its own key (jku and jwk)',
  'kid-path': 'kid that climbs through folders',
  critical: 'Demands an extension (crit)',
  duplicate: 'A claim that stands twice',
  nested: 'A token inside the token',
  encrypted: 'Encrypted (JWE)',
  oversized: 'Too large for a cookie',
}
const NAMES = Object.keys(WORDS) as ExampleName[]

/** Tokens to try the page with. Each is made here and now, with keys that nobody keeps. */
export function ExamplePicker({ nowMs, show }: { nowMs: number; show: (example: Example) => void }) {
  const id = useId()
  const [chosen, setChosen] = useState<ExampleName>('sound')
  const [phase, setPhase] = useState<'ready' | 'making' | 'away' | 'no-crypto'>('ready')

  async function make() {
    if (phase === 'making') return
    if (!globalThis.crypto?.subtle) return setPhase('no-crypto')
    setPhase('making')
    try {
      const { makeExample } = await import('#lib/tools/jwt/example-tokens.ts')
      show(await makeExample(chosen, Math.floor(nowMs / 1000)))
      setPhase('ready')
    } catch {
      setPhase('away')
    }
  }

  return (
    <div className="mt-2">
      <label htmlFor={id} className="text-sm text-muted">
        Or an example, made in your browser with a new key
      </label>
      <div className="mt-1 flex flex-wrap gap-2">
        <select
          id={id}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value as ExampleName)}
          className="field min-h-9 w-auto! min-w-0 flex-1 basis-60 py-1! text-ellipsis"
        >
          {NAMES.map((name) => (
            <option key={name} value={name}>
              {WORDS[name]}
            </option>
          ))}
        </select>
        <button type="button" className="button" aria-disabled={phase === 'making'} onClick={() => void make()}>
          {phase === 'making' ? 'Making it…' : 'Use it'}
        </button>
      </div>
      <p role="status" className="text-sm text-bad empty:hidden">
        {phase === 'away' ? 'It could not be made: a part of this page did not arrive. Try again when you are back online.' : null}
        {phase === 'no-crypto' ? 'This browser offers no cryptography here. It does on https and on localhost.' : null}
      </p>
    </div>
  )
}
