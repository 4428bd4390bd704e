/**
 * The time of one thread: real time plus what it was moved. Calendar time may start anywhere; both kinds of time flow as real time does
 * and are moved on together.
 */
export interface VirtualTime {
  /** Milliseconds since 1970, as `Date.now` gives them but with fractions. */
  calendarMs(): number
  /** Milliseconds on a clock that is never set, as `performance.now` gives them. */
  steadyMs(): number
  /** How far this thread's time was moved so far. */
  movedMs(): number
  move(byMs: number): void
}

/** `calendarShiftMs` is how far calendar time is from real time at first; `movedMs` what of it was moved before this thread began. */
export function createVirtualTime(calendarShiftMs: number, movedMs = 0): VirtualTime {
  const { now: realCalendarMs } = Date
  const realSteadyMs = performance.now.bind(performance)
  // `Date.now` has whole milliseconds and may be set by the host; from here on it follows the steady clock.
  const calendarOffsetMs = realCalendarMs() + calendarShiftMs - realSteadyMs()
  let movedHereMs = 0
  return {
    calendarMs: () => realSteadyMs() + calendarOffsetMs + movedHereMs,
    steadyMs: () => realSteadyMs() + movedMs + movedHereMs,
    movedMs: () => movedMs + movedHereMs,
    move: (byMs) => {
      movedHereMs += byMs
    },
  }
}
