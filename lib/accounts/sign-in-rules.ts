/** Failures that cost nothing but themselves: nobody mistypes a password they know five times. */
const FREE_FAILURES = 5

/**
 * Seconds until the next try after the so-many-th failure in a row: none for the first four, then 1, 2, 4, 8, 16.
 * So a guesser gets slower and a person hardly notices. Source: OWASP Authentication Cheat Sheet, "Account Lockout".
 */
export function pauseAfterFailure(failures: number): number {
  return failures < FREE_FAILURES ? 0 : 2 ** (failures - FREE_FAILURES)
}
