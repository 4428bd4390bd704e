const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DELIMITERS = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/

type Found = { time: [number, number, number] | null; day: number | null; month: number | null; year: number | null }

/**
 * The moment that a cookie-date names, in milliseconds since the epoch (before 1970: negative); null when it names none.
 * Source: RFC 6265bis §5.1.1.
 */
export function parseCookieDate(text: string): number | null {
  const { time, day, month, year: shortYear } = findParts(text)
  if (time === null || day === null || month === null || shortYear === null) return null
  const year = fullYear(shortYear)
  const [hour, minute, second] = time
  if (day < 1 || day > 31 || year < 1601 || hour > 23 || minute > 59 || second > 59) return null
  return utcMilliseconds(year, month, day, (hour * 60 + minute) * 60 + second)
}

/** Steps 1 and 2: each token is taken for the first thing that it can be and that is not found yet. */
function findParts(text: string): Found {
  const found: Found = { time: null, day: null, month: null, year: null }
  for (const token of text.split(DELIMITERS)) {
    if (token === '') continue
    const time: RegExpExecArray | null = found.time ? null : /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token)
    const day: RegExpExecArray | null = found.day === null ? /^\d{1,2}(?!\d)/.exec(token) : null
    const month: number = found.month === null ? MONTHS.indexOf(token.slice(0, 3).toLowerCase()) : -1
    const year: RegExpExecArray | null = found.year === null ? /^\d{2,4}(?!\d)/.exec(token) : null
    if (time) found.time = [Number(time[1]), Number(time[2]), Number(time[3])]
    else if (day) found.day = Number(day[0])
    else if (month >= 0) found.month = month
    else if (year) found.year = Number(year[0])
  }
  return found
}

/** Steps 3 and 4. */
function fullYear(year: number): number {
  if (year >= 70 && year <= 99) return year + 1900
  return year <= 69 ? year + 2000 : year
}

/** Step 6, by the proleptic Gregorian calendar; null for a day that the month does not have. */
function utcMilliseconds(year: number, month: number, day: number, secondOfDay: number): number | null {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (day > (lengths[month] as number)) return null
  const before = year - 1
  const daysBeforeYear = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const daysBeforeMonth = lengths.slice(0, month).reduce((sum, length) => sum + length, 0)
  const daysToEpoch = 719_162
  return ((daysBeforeYear + daysBeforeMonth + day - 1 - daysToEpoch) * 86_400 + secondOfDay) * 1000
}
