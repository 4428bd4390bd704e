/**
 * What an operation answers when failing is expected: a value, or one of a closed set of kebab-case reasons.
 * Words for people are chosen where they are shown. What is not expected is thrown.
 */
export type Result<Value, Reason extends string> = { ok: true; value: Value } | { ok: false; reason: Reason }

export function success<const Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

export function failure<const Reason extends string>(reason: Reason): { ok: false; reason: Reason } {
  return { ok: false, reason }
}
