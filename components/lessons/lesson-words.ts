import type { Level, Mode } from '#lib/lessons/lesson-schema.ts'

/** How a lesson's facts are said to a reader. */
export const levelWords: Record<Level, string> = { basic: 'Basic', intermediate: 'Intermediate', advanced: 'Advanced' }

/** What a learner works with in a track of this mode. */
export const meansWords: Record<Mode, string> = { none: 'Read / quiz', nodejs_script: 'Node sandbox', nodejs_server: 'Node sandbox' }

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `2026-11-21` as `21 Nov 2026`, the same for every reader. */
export const dayWords = (isoDay: string): string => dayFormat.format(new Date(`${isoDay}T00:00:00Z`))

export const lessonPath = (trackSlug: string, slug: string): string => `/learn/${trackSlug}/${slug}`

/** Modules are lettered in the order of their track: A, B, C, … */
export const moduleLetter = (index: number): string => String.fromCharCode(65 + index)

/** `8 steps`, with how many of them are written when not all are. */
export function stepCount(steps: readonly { lesson: unknown }[]): string {
  const written = steps.filter((step) => step.lesson !== null).length
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`
  if (written === steps.length) return count
  return written === 0 ? `${count} planned` : `${count}, ${written} written`
}
