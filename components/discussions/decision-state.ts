/** Why a deletion, a report or a ruling was not taken. */
export type DecisionRefusal =
  | { reason: 'gone' | 'database-away' | 'signed-out' }
  | { reason: 'throttled'; retryAfterSeconds: number }
  | { reason: 'faults'; faults: Readonly<Record<string, string>> }

export type DecisionState = {
  refusal: DecisionRefusal | null
  isDone: boolean
  values: { reason: string; note: string }
  /** Differs between two answers. */
  count: number
}

export type DecisionAction = (before: DecisionState, form: FormData) => Promise<DecisionState>

export const NO_DECISION: DecisionState = { refusal: null, isDone: false, values: { reason: '', note: '' }, count: 0 }
