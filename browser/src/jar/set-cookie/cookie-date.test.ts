import { describe, expect, it } from 'vitest'
import { parseChromiumCookieDate, parseCookieDate } from './cookie-date.ts'

const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString().replace('.000Z', 'Z'))

describe('RFC 6265bis §5.1.1: cookie dates', () => {
  const table: [rule: string, text: string, moment: string | null][] = [
    ['the form that servers send', 'Wed, 03 Mar 2027 10:20:30 GMT', '2027-03-03T10:20:30Z'],
    ['the old form with dashes', 'Wednesday, 03-Mar-27 10:20:30 GMT', '2027-03-03T10:20:30Z'],
    ['the form of C programs', 'Wed Mar  3 10:20:30 2027', '2027-03-03T10:20:30Z'],
    ['parts in any order', '2027 10:20:30 Mar 3', '2027-03-03T10:20:30Z'],
    ['no weekday and no zone', '3 Mar 2027 10:20:30', '2027-03-03T10:20:30Z'],
    ['a zone that changes nothing', '3 Mar 2027 10:20:30 -0500', '2027-03-03T10:20:30Z'],
    ['step 1: every mark is a delimiter', '3/Mar=2027"10:20:30', '2027-03-03T10:20:30Z'],
    ['step 1: a control character is part of a word', '3\x01 Mar 2027 10:20:30', '2027-03-03T10:20:30Z'],
    ['step 1: a colon delimits nothing', '3:Mar:2027:10:20:30', null],
    ['step 2.1: single digits in the time', '3 Mar 2027 1:2:3', '2027-03-03T01:02:03Z'],
    ['step 2.1: something after the time', '3 Mar 2027 10:20:30.5', '2027-03-03T10:20:30Z'],
    ['step 2.1: letters behind the time', '3 Mar 2027 10:20:30x', '2027-03-03T10:20:30Z'],
    ['step 2.1: three digits are no hour', '3 Mar 2027 010:20:30', null],
    ['step 2.1: three digits are no second', '3 Mar 2027 10:20:030', null],
    ['step 2.1: two parts are no time', '3 Mar 2027 10:20', null],
    ['step 2.1: the first time counts', '3 Mar 2027 10:20:30 11:21:31', '2027-03-03T10:20:30Z'],
    ['step 2.2: letters behind the day', '3rd Mar 2027 10:20:30', '2027-03-03T10:20:30Z'],
    ['step 2.2: the first number is the day', '27 3 Mar 10:20:30', null],
    ['step 2.2: three digits are no day', '003 Mar 2027 10:20:30', null],
    ['step 2.3: the first letters of the month', '3 Marzipan 2027 10:20:30', '2027-03-03T10:20:30Z'],
    ['step 2.3: in any case', '3 mAR 2027 10:20:30', '2027-03-03T10:20:30Z'],
    ['step 2.3: two letters are too few', '3 Ma 2027 10:20:30', null],
    ['step 2.3: letters before it', '3 xMar 2027 10:20:30', null],
    ['step 2.4: letters behind the year', '3 Mar 2027AD 10:20:30', '2027-03-03T10:20:30Z'],
    ['step 2.4: five digits are no year', '3 Mar 02027 10:20:30', null],
    ['step 2.4: one digit is no year', '3 Mar 7 10:20:30', null],
    ['step 3: 70 is 1970', '1 Jan 70 0:0:0', '1970-01-01T00:00:00Z'],
    ['step 3: 99 is 1999', '3 Mar 99 10:20:30', '1999-03-03T10:20:30Z'],
    ['step 4: 69 is 2069', '3 Mar 69 10:20:30', '2069-03-03T10:20:30Z'],
    ['step 4: 00 is 2000', '3 Mar 00 10:20:30', '2000-03-03T10:20:30Z'],
    ['step 4: by value, not by digits', '3 Mar 0027 10:20:30', '2027-03-03T10:20:30Z'],
    ['step 5: the day is missing', 'Mar 2027 10:20:30', null],
    ['step 5: the month is missing', '3 2027 10:20:30', null],
    ['step 5: the year is missing', '3 Mar 10:20:30', null],
    ['step 5: the time is missing', '3 Mar 2027', null],
    ['step 5: no day 0', '0 Mar 2027 10:20:30', null],
    ['step 5: no day 32', '32 Mar 2027 10:20:30', null],
    ['step 5: before 1601', '3 Mar 1600 10:20:30', null],
    ['step 5: 1601 is early enough', '1 Jan 1601 0:0:0', '1601-01-01T00:00:00Z'],
    ['step 5: no hour 24', '3 Mar 2027 24:00:00', null],
    ['step 5: no minute 60', '3 Mar 2027 10:60:00', null],
    ['step 5: no leap second', '31 Dec 2016 23:59:60', null],
    ['step 6: 29 February of a leap year', '29 Feb 2028 0:0:0', '2028-02-29T00:00:00Z'],
    ['step 6: 29 February of another year', '29 Feb 2027 0:0:0', null],
    ['step 6: a century is no leap year', '29 Feb 2100 0:0:0', null],
    ['step 6: every fourth century is', '29 Feb 2000 0:0:0', '2000-02-29T00:00:00Z'],
    ['step 6: 31 April', '31 Apr 2027 0:0:0', null],
    ['the last moment', '31 Dec 9999 23:59:59', '9999-12-31T23:59:59Z'],
    ['ISO 8601 is no cookie date', '2027-03-03T10:20:30Z', null],
    ['a number is none', '0', null],
    ['nothing is none', '', null],
  ]
  it.each(table)('%s: %j', (_rule, text, moment) => expect(iso(parseCookieDate(text))).toBe(moment))
})

describe('Chromium: cookie dates where it departs from §5.1.1', () => {
  const table: [rule: string, text: string, moment: string | null][] = [
    ['the form that servers send', 'Wed, 03 Mar 2027 10:20:30 GMT', '2027-03-03T10:20:30Z'],
    ['zeros before a time', '3 Mar 2027 0010:020:00030', '2027-03-03T10:20:30Z'],
    ['nothing behind a time', '3 Mar 2027 10:20:30x', null],
    ['but what a delimiter cuts off', '3 Mar 2027 10:20:30.5', '2027-03-03T10:20:30Z'],
    ['no fourth part', '3 Mar 2027 10:20:30:40', null],
    ['nothing behind a day', '3rd Mar 2027 10:20:30', null],
    ['nothing behind a year', '3 Mar 2027AD 10:20:30', null],
    ['a year of one digit', '27 3 Mar 10:20:30', '2003-03-27T10:20:30Z'],
    ['a year of five digits', '3 Mar 02027 10:20:30', '2027-03-03T10:20:30Z'],
    ['a year of six digits', '3 Mar 002027 10:20:30', null],
    ['a year before 1601', '3 Mar 127 10:20:30', '0127-03-03T10:20:30Z'],
    ['no leap second', '3 Mar 2027 10:20:60', null],
    ['no day that the month lacks', '31 Feb 1600 10:20:30', null],
  ]
  it.each(table)('%s: %j', (_rule, text, moment) => expect(iso(parseChromiumCookieDate(text))).toBe(moment))
})
