import { z } from 'zod'

/** Waits of a whole job add half a century at most; times beyond the year 9999 could no longer be told in four digits. */
const STARTS_BEFORE_YEAR = 9900

/** To the picosecond and more: without it, a fraction would have no end. */
const LENGTH_MAX = 40

/** The instant at which a run's clock starts, in UTC. */
export const ClockStartSchema = z.iso
  .datetime()
  .max(LENGTH_MAX)
  .refine((text) => new Date(text).getUTCFullYear() < STARTS_BEFORE_YEAR, `expected an instant before the year ${STARTS_BEFORE_YEAR}`)
