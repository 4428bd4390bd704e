import { useId } from 'react'
import type { SignatureWork } from '#components/tools/jwt/use-signature.ts'
import type { Acceptance, Check } from '#lib/tools/jwt/acceptance-rules.ts'
import type { DecodedToken } from '#lib/tools/jwt/decode-token-rules.ts'

type Tone = 'bad' | 'open' | 'good' | 'quiet'
type Words = { title: string; detail: string; tone: Tone }

const VERDICTS: Record<Acceptance['verdict'], Words> = {
  unverified: {
    title: 'Unverified',
    detail:
      'Anyone could have written this. What you read below is what the token says, not what is true. Name an algorithm and a key to see who made it.',
    tone: 'open',
  },
  refused: { title: 'Refuse it', detail: 'At least one check has failed. One is enough.', tone: 'bad' },
  incomplete: {
    title: 'Not enough yet',
    detail: 'The signature fits your key. That tells who made the token, not whether it is for you: some checks are still open.',
    tone: 'open',
  },
  endangered: {
    title: 'Checked, and still dangerous',
    detail: 'All that you insist on is fulfilled. Read the findings of danger before you let your server take such tokens.',
    tone: 'bad',
  },
  accepted: {
    title: 'May be accepted',
    detail: 'By this key, for this audience, at this time. At another time or elsewhere it may be otherwise.',
    tone: 'good',
  },
}

const TONES: Record<Tone, string> = {
  bad: 'border-bad bg-bad-soft',
  open: 'border-action bg-action-soft',
  good: 'border-good bg-good-soft',
  quiet: 'border-line bg-raised',
}

type Props = { token: DecodedToken; acceptance: Acceptance | null; signature: SignatureWork }

/** The verdict in large, and the checks from which it follows. It is never good by default. */
export function VerdictPanel({ token, acceptance, signature }: Props) {
  const id = useId()
  const words = verdictWords(token, acceptance, signature)
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="text-lg">
        Verdict
      </h2>
      <div className={`mt-2 rounded-lg border px-4 py-3.5 ${TONES[words.tone]}`}>
        <div role="status">
          <p className="text-xl font-[650]">{words.title}</p>
          <p className="mt-1">{words.detail}</p>
        </div>
        {signature.phase === 'away' ? (
          <button type="button" className="button mt-3" onClick={signature.tryAgain}>
            Try again
          </button>
        ) : null}
      </div>
      {acceptance ? (
        <dl className="mt-3 grid gap-1.5 text-sm">
          {acceptance.checks.map((check) => (
            <CheckLine key={check.name} check={check} />
          ))}
        </dl>
      ) : null}
    </section>
  )
}

function verdictWords(token: DecodedToken, acceptance: Acceptance | null, { phase }: SignatureWork): Words {
  if (token.kind === 'empty') return { title: 'Nothing to judge yet', detail: 'Paste a token, or take an example.', tone: 'quiet' }
  if (token.kind === 'not-jwt')
    return { title: 'Not a JWT', detail: 'Refuse it as it is; what is wrong with its form stands beside it.', tone: 'bad' }
  if (token.kind === 'jwe') {
    return {
      title: 'Unverified: encrypted',
      detail: 'Its content cannot be read without the private key, and decrypting it would not tell who wrote it. This page verifies signed tokens.',
      tone: 'open',
    }
  }
  if (phase === 'away') {
    return {
      title: 'Unverified: the verifier is missing',
      detail: 'The part of this page that checks signatures did not arrive. Your token and your key are still here.',
      tone: 'open',
    }
  }
  if (phase === 'no-crypto') {
    return {
      title: 'Unverified: no cryptography here',
      detail: 'This browser offers it on https and on localhost alone, so this page can decode and not verify.',
      tone: 'open',
    }
  }
  return VERDICTS[acceptance?.verdict ?? 'unverified']
}

const STATES: Record<Check['state'], { words: string; className: string }> = {
  passed: { words: 'passed', className: 'text-good' },
  failed: { words: 'failed', className: 'text-bad' },
  open: { words: 'open', className: 'text-action' },
}

function CheckLine({ check }: { check: Check }) {
  const state = STATES[check.state]
  return (
    <div className="grid grid-cols-[5rem_minmax(0,1fr)] items-baseline gap-x-2 sm:grid-cols-[5.5rem_3.75rem_minmax(0,1fr)]">
      <dt className="font-mono text-xs">{check.name}</dt>
      <dd className={`font-semibold ${state.className}`}>{state.words}</dd>
      <dd className="wrap-anywhere max-sm:col-span-2">{check.words}</dd>
    </div>
  )
}
