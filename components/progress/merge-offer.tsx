'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useAccountHint } from '#components/accounts/account-hint.ts'
import { type AnonymousWork, declineAnonymousWork, isDeclined, keepAnonymousWork, readAnonymousWork } from '#components/progress/anonymous-work.ts'
import { countWords } from '#components/progress/progress-words.ts'

/**
 * Asks whether what was done in this browser without an account belongs to the one that is signed in now: others may have used this computer.
 * With `next` the page goes on there once that is decided. Without scripts there is no such work, and nothing is drawn.
 */
export function MergeOffer({ next = null }: { next?: string | null }) {
  const router = useRouter()
  const { account } = useAccountHint()
  const isHydrated = useSyncExternalStore(
    noChanges,
    () => true,
    () => false,
  )
  const [decision, setDecision] = useState<'open' | 'kept' | 'declined' | 'full'>('open')
  const accountId = account?.id ?? null
  const isDecided = decision === 'kept' || decision === 'declined'
  const work = isHydrated && accountId !== null && !isDecided ? openWork(accountId) : null

  useEffect(() => {
    if (isDecided && next !== null) router.replace(next)
  }, [isDecided, next, router])

  if (!work || accountId === null) {
    return decision === 'kept' ? (
      <p role="status" className="text-sm text-good">
        It is your account’s now.
      </p>
    ) : null
  }
  const decide = (keeps: boolean) => {
    if (!keeps) declineAnonymousWork(accountId, work)
    else if (!keepAnonymousWork(accountId, work)) return setDecision('full')
    setDecision(keeps ? 'kept' : 'declined')
  }
  return (
    <section aria-labelledby="merge-title" className="needs-js rounded-lg border border-line bg-raised p-5">
      <h2 id="merge-title" className="text-xl">
        Keep the progress made on this browser?
      </h2>
      <p className="mt-2 max-w-prose">{`${workWords(work)} here without an account. If that was you, it becomes part of your account. Nothing that your account has is lost or made worse by it.`}</p>
      <p className="mt-2 max-w-prose text-muted">
        If others use this computer too, it may be theirs. Left alone, it stays in this browser, apart from your account.
      </p>
      {decision === 'full' ? (
        <p role="alert" className="mt-3 text-bad">
          This browser has no room to pass it on, so it stays where it is. Freeing some of the browser’s storage and choosing again helps.
        </p>
      ) : null}
      <p className="mt-4 flex flex-wrap gap-3">
        <button type="button" className="button button-primary" onClick={() => decide(true)}>
          Keep it in my account
        </button>
        <button type="button" className="button" onClick={() => decide(false)}>
          Do not keep it
        </button>
      </p>
    </section>
  )
}

let memory: { mark: string; work: AnonymousWork } | null = null

/** The work that was not decided about; the same object as long as it is the same work. */
function openWork(accountId: string): AnonymousWork | null {
  const work = readAnonymousWork()
  if (!work || isDeclined(accountId, work)) return null
  if (memory?.mark !== work.mark) memory = { mark: work.mark, work }
  return memory.work
}

function workWords({ counts: { steps, answers, labs } }: AnonymousWork): string {
  const parts = [
    ...(steps > 0 ? [countWords(steps, 'step was opened', 'steps were opened')] : []),
    ...(answers > 0 ? [countWords(answers, 'answer given', 'answers given')] : []),
    ...(labs > 0 ? [`the code of ${countWords(labs, 'lab', 'labs')} changed`] : []),
  ]
  const words = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const noChanges = () => () => undefined
