import type { ByteString } from '../cookie.ts'

type Parts = { time: readonly number[] | null; day: number | null; month: number | null; year: number | null }

const MONTHS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DELIMITERS = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/

/**
 * The moment that a cookie-date names, in milliseconds since the epoch (before 1970: negative); null when it names none.
 * Source: RFC 6265bis §5.1.1.
 */
export function parseCookieDate(text: ByteString): number | null {
  const moment = momentOf(findParts(text, takeToken))
  return moment === null || moment < FIRST_MOMENT ? null : moment
}

/**
 * The same as Chromium does it: a token that begins with a digit is a number or a time and nothing else, its digits may be preceded
 * by zeros, a year may have up to five digits, and one before 1601 is long ago instead of no date.
 * Source: Chromium, `ParseCookieExpirationTime`, and how Chromium 156 behaves.
 */
export function parseChromiumCookieDate(text: ByteString): number | null {
  return momentOf(findParts(text, takeChromiumToken))
}

/** Steps 1 and 2: each token is taken for the first thing that it can be and that is not found yet. */
function findParts(text: ByteString, take: (token: string, parts: Parts) => void): Parts {
  const parts: Parts = { time: null, day: null, month: null, year: null }
  for (const token of text.split(DELIMITERS)) if (token !== '') take(token, parts)
  return parts
}

function takeToken(token: string, parts: Parts): void {
  const time = parts.time === null && /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token)
  if (time) {
    parts.time = time.slice(1).map(Number)
    return
  }
  const day = parts.day === null && /^\d{1,2}(?!\d)/.exec(token)
  if (day) {
    parts.day = Number(day[0])
    return
  }
  if (takeMonth(token, parts)) return
  const year = parts.year === null && /^\d{2,4}(?!\d)/.exec(token)
  if (year) parts.year = Number(year[0])
}

function takeChromiumToken(token: string, parts: Parts): void {
  if (!/^\d/.test(token)) takeMonth(token, parts)
  else if (token.includes(':')) {
    if (parts.time === null && /^\d+:\d+:\d+$/.test(token)) parts.time = token.split(':').map(Number)
  } else if (!/^\d+$/.test(token)) return
  else if (parts.day === null && token.length <= 2) parts.day = Number(token)
  else if (parts.year === null && token.length <= 5) parts.year = Number(token)
}

function takeMonth(token: string, parts: Parts): boolean {
  const month = parts.month === null ? MONTHS.indexOf(token.slice(0, 3).toLowerCase()) : -1
  if (month >= 0) parts.month = month
  return month >= 0
}

/** Steps 3 to 6, but for the earliest year. */
function momentOf({ time, day, month, year }: Parts): number | null {
  if (time === null || day === null || month === null || year === null) return null
  const [hour, minute, second] = time as [number, number, number]
  if (hour > 23 || minute > 59 || second > 59) return null
  return utcMilliseconds(fullYear(year), month, day, (hour * 60 + minute) * 60 + second)
}

function fullYear(year: number): number {
  if (year >= 70 && year <= 99) return year + 1900
  return year <= 69 ? year + 2000 : year
}

/** By the proleptic Gregorian calendar; null for a day that the month does not have. */
function utcMilliseconds(year: number, month: number, day: number, secondOfDay: number): number | null {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (day < 1 || day > (lengths[month] as number)) return null
  const before = year - 1
  const daysBeforeYear = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const daysBeforeMonth = lengths.slice(0, month).reduce((sum, length) => sum + length, 0)
  return ((daysBeforeYear + daysBeforeMonth + day - 1 - DAYS_TO_EPOCH) * 86_400 + secondOfDay) * 1000
}

const DAYS_TO_EPOCH = 719_162
/** The beginning of 1601. */
const FIRST_MOMENT = -11_644_473_600_000
