import type { Random } from '../random.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

/** A value for Expires: well formed, old-fashioned, broken at one place, or nonsense. Years near the present are left out, for runs differ in it. */
export function pickDate(random: Random): string {
  const day = random.weighted([
    [10, String(random.int(10, 28))],
    [2, `0${random.int(1, 9)}`],
    [2, String(random.int(1, 9))],
    [1, random.pick(['0', '00', '31', '32', '29', '30', '99', '001', '123', '', '5th', '7x', 'x7'])],
  ])
  const month = random.weighted([
    [12, random.pick(MONTHS)],
    [2, random.pick(['jan', 'DEC', 'October', 'februar', 'Sept', 'Ja', 'Mai', '10', 'Febx', 'xFeb', 'decjan'])],
  ])
  const year = random.weighted([
    [6, String(random.int(2030, 2099))],
    [4, String(random.int(1990, 2024))],
    [2, String(random.int(0, 99)).padStart(2, '0')],
    [
      2,
      random.pick([
        '1970',
        '1969',
        '1601',
        '1600',
        '1900',
        '9999',
        '69',
        '70',
        '20370',
        '37',
        '7',
        '',
        '0',
        '68',
        '99',
        '2100',
        '002',
        '2037x',
        '10000',
        '30000',
        '275760',
      ]),
    ],
  ])
  const time = random.weighted([
    [12, [pad(random.int(0, 23)), pad(random.int(0, 59)), pad(random.int(0, 59))].join(':')],
    [
      3,
      random.pick([
        '24:00:00',
        '23:59:60',
        '23:60:00',
        '7:8:9',
        '07:28',
        '072800',
        '07:28:00.5',
        '07:28:00am',
        '007:28:00',
        '07:028:00',
        '07:28:0',
        '-1:00:00',
        '07:28:00:00',
        '',
        '07.28.00',
        '7:28:123',
        '07:28:00x',
      ]),
    ],
  ])
  const weekday = random.weighted([
    [8, `${random.pick(DAYS)}, `],
    [1, `${random.pick(DAYS)} `],
    [1, 'Wednesday, '],
    [1, ''],
    [1, random.pick(['Foo, ', 'Wed,', ',', '12, ', 'Wed\t'])],
  ])
  const zone = random.weighted([
    [10, ' GMT'],
    [2, ''],
    [1, random.pick([' UTC', ' +0200', ' PST', ' Z', 'Z', ' GMT+1', ' (later)', ' 2040', ' 08:00:00', ' 13', ' Feb'])],
  ])
  return random.weighted([
    [10, `${weekday}${day} ${month} ${year} ${time}${zone}`],
    [3, `${weekday}${day}-${month}-${year} ${time}${zone}`],
    [2, `${random.pick(DAYS)} ${month} ${day} ${time} ${year}`],
    [1, `${time} ${day} ${month} ${year}`],
    [1, `${year} ${month} ${day} ${time}${zone}`],
    [
      1,
      `${day}${random.pick(['/', '.', '_', ':', '\t', '  ', '+', '=', '@', '~', '|'])}${month}${random.pick(['/', '.', '_', ' ', '^'])}${year} ${time}${zone}`,
    ],
    [1, `${year}-${pad(random.int(1, 12))}-${day}T${time}Z`],
    [1, random.pick(['0', '-1', 'never', 'Thu, 01 Jan 1970 00:00:00 GMT', '', '"Wed, 21 Oct 2037 07:28:00 GMT"', '1893456000', 'Wed, 21 Oct 2037'])],
  ])
}

const pad = (value: number) => String(value).padStart(2, '0')
