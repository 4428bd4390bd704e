'use client'

import { useEffect, useState } from 'react'
import type { PinDraft } from '#components/tools/jwt/pin-form.tsx'
import { ALGORITHMS, isAlgorithm } from '#lib/tools/jwt/algorithms.ts'
import { decodeToken } from '#lib/tools/jwt/decode-token-rules.ts'
import type { SignatureCheck, SignedToken } from '#lib/tools/jwt/verify-token.ts'

/** `away`: the scripts that verify did not arrive. `no-crypto`: the browser offers none here, as by http from another machine. */
export type SignatureWork = {
  phase: 'idle' | 'working' | 'done' | 'away' | 'no-crypto'
  check: SignatureCheck | null
  weakSecret: string | null
  tryAgain: () => void
}

type Outcome = Pick<SignatureWork, 'phase' | 'check' | 'weakSecret'> & { of: string }

/** Typing pauses before anything is computed. */
const WAIT_MS = 150

/** Checks the signature with what is pinned, and looks for an everyday secret, whenever either changes. The verifier is loaded with the first token. */
export function useSignature(token: SignedToken | null, { algorithm, keyText, secretForm }: PinDraft): SignatureWork {
  const [round, setRound] = useState(0)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const compact = token?.compact ?? ''
  const question = JSON.stringify([compact, algorithm, keyText, secretForm, round])

  useEffect(() => {
    const asked = decodeToken(compact)
    if (asked.kind !== 'jws') return
    let isCurrent = true
    const tell = (answer: Omit<Outcome, 'of'>) => {
      if (isCurrent) setOutcome({ of: question, ...answer })
    }
    async function ask(signed: SignedToken) {
      if (!globalThis.crypto?.subtle) return tell({ phase: 'no-crypto', check: null, weakSecret: null })
      const verifier = await loadVerifier()
      if (!verifier) return tell({ phase: 'away', check: null, weakSecret: null })
      const isPinned = algorithm !== '' && keyText.trim() !== ''
      const { alg } = signed.header.value
      const weakSecret = isAlgorithm(alg) && ALGORITHMS[alg].key === 'secret' ? await verifier.findWeakSecret(signed) : null
      const check = isPinned ? await verifier.checkSignature(signed, { algorithm, keyText, secretForm }) : null
      tell({ phase: 'done', check, weakSecret })
    }
    const timer = setTimeout(() => void ask(asked), WAIT_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [compact, algorithm, keyText, secretForm, question])

  const tryAgain = () => setRound((before) => before + 1)
  if (compact === '') return { phase: 'idle', check: null, weakSecret: null, tryAgain }
  if (outcome?.of !== question) return { phase: 'working', check: null, weakSecret: null, tryAgain }
  return { phase: outcome.phase, check: outcome.check, weakSecret: outcome.weakSecret, tryAgain }
}

async function loadVerifier() {
  try {
    return await import('#lib/tools/jwt/verify-token.ts')
  } catch {
    return null
  }
}
