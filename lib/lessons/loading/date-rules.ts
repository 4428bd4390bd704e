import type { ContentMistake } from '../content-mistake.ts'
import type { LessonDraft } from './load-lesson.ts'

/** Somewhere on Earth it is already tomorrow: UTC+14 is the furthest ahead. */
const FURTHEST_AHEAD_MS = 14 * 60 * 60 * 1000

/** The latest day (YYYY-MM-DD) that an author anywhere may call today. */
export const latestDayAt = (now: Date): string => new Date(now.getTime() + FURTHEST_AHEAD_MS).toISOString().slice(0, 10)

/** Days of a lesson that have not come yet: nobody has read it then. */
export const findFutureDays = (lesson: LessonDraft, latestDay: string): ContentMistake[] => {
  const { lastReviewed, contentVersion } = lesson.frontMatter ?? {}
  const given = [
    { field: 'lastReviewed', value: lastReviewed, day: lastReviewed },
    { field: 'contentVersion', value: contentVersion, day: contentVersion?.replace(/^v(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') },
  ]
  return given.flatMap(({ field, value, day }) =>
    day !== undefined && day > latestDay
      ? [
          {
            file: `${lesson.folder}/lesson.mdx`,
            line: lesson.lineOfField([field]),
            field,
            message: `${value} has not come yet`,
            expected: `a day up to ${latestDay}`,
          },
        ]
      : [],
  )
}
