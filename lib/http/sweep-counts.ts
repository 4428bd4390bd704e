import 'server-only'
import { deleteCountsBefore } from './throttle-store.ts'

/** Removes the counts of windows that are over; returns how many. */
export async function sweepCounts(now: Date): Promise<number> {
  return await deleteCountsBefore(now)
}
