import { waitWords } from '#components/discussions/composer-words.tsx'
import type { DecisionRefusal } from '#components/discussions/decision-state.ts'

/** What happened instead, and what to do. */
export function decisionWords(refusal: DecisionRefusal): string {
  switch (refusal.reason) {
    case 'gone':
      return 'There is no such comment any more, or it is not open to you.'
    case 'database-away':
      return 'This cannot be done at the moment. Nothing was changed; try again in a few seconds.'
    case 'signed-out':
      return 'You are signed out. Sign in, and do it again.'
    case 'throttled':
      return `That was a lot in a short time. Try again in ${waitWords(refusal.retryAfterSeconds)}.`
    case 'faults':
      return 'Please look at this again.'
  }
}
