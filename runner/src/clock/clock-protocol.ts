/**
 * What the runner tells a program's clock, and what the clock answers: one line of JSON each over the one descriptor that a program
 * of a run with a clock has besides stdin, stdout and stderr. It is the learner's to break: then their own clock stands still.
 */
export interface ClockOrder {
  id: number
  /** Milliseconds by which the clock is moved on. */
  advanceMs: number
}

/** The clock has moved, and what fell due has run. */
export interface ClockAnswer {
  id: number
  /** Milliseconds until the next timer of the program's own falls due; null when none is set. */
  nextMs: number | null
}

/** Where the clock's own program lies inside a sandbox. */
export const CLOCK_PROGRAM = '/crumbtrail/clock.cjs'
/** Tells child processes what time it is when they start. */
export const CLOCK_VARIABLE = 'CRUMBTRAIL_CLOCK'
