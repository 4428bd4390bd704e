'use client'

import { useEffect, useState } from 'react'
import { countWords } from '#components/progress/progress-words.ts'
import { countUnsentWork, sendUnsentWork } from '#components/progress/unsent-work.ts'

type Sending = { left: number; isSending: boolean }

/** Before signing out: sends what the account does not have yet, and says how much of it is left, because this browser is about to forget it. */
export function UnsentWorkNotice() {
  const [state, setState] = useState<Sending | null>(null)

  useEffect(() => {
    if (countUnsentWork() > 0) void send(setState)
  }, [])

  if (!state) return null
  return (
    <div role="status" className={`rounded-md border border-line px-4 py-3 ${state.left > 0 && !state.isSending ? 'bg-bad-soft' : 'bg-good-soft'}`}>
      <p>{wordsOf(state)}</p>
      {state.left > 0 && !state.isSending ? (
        <p className="mt-2">
          <button type="button" className="button" onClick={() => void send(setState)}>
            Try to send it again
          </button>
        </p>
      ) : null}
    </div>
  )
}

async function send(show: (state: Sending) => void): Promise<void> {
  show({ left: countUnsentWork(), isSending: true })
  show({ left: await sendUnsentWork(), isSending: false })
}

function wordsOf({ left, isSending }: Sending): string {
  const things = countWords(left, 'thing that you did here has', 'things that you did here have')
  if (isSending) return `${things} not reached your account yet; sending…`
  return left === 0
    ? 'Everything that you did in this browser is in your account.'
    : `${things} not reached your account, and cannot now. Signing out removes ${left === 1 ? 'it' : 'them'} from this browser. To keep ${left === 1 ? 'it' : 'them'}, stay signed in until there is a connection again.`
}
