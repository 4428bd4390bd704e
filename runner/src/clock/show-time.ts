import { OutgoingMessage } from 'node:http'
import type { VirtualTime } from './virtual-time.ts'

const PRECISION_NS = 1e6

/** Has everything that tells the time tell virtual time: `Date`, `Intl`, `performance`, `process`, and the Date header of node:http. */
export function showTime(time: VirtualTime): void {
  const RealDate = globalThis.Date
  showInDate(RealDate, time)
  showInIntl(time)
  showInMonotonic(time)
  showInDateHeader(RealDate, time)
}

function showInDate(RealDate: DateConstructor, time: VirtualTime): void {
  const nowMs = (): number => Math.floor(time.calendarMs())
  function ShownDate(this: unknown, ...given: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(nowMs()).toString()
    return Reflect.construct(RealDate, given.length === 0 ? [nowMs()] : given, new.target)
  }
  // One prototype for both, so that `instanceof`, subclasses and dates made before all go on working.
  Object.defineProperties(ShownDate, {
    name: { value: 'Date', configurable: true },
    length: { value: 7, configurable: true },
    prototype: { value: RealDate.prototype, writable: false },
    now: { value: nowMs, writable: true, configurable: true },
    parse: { value: RealDate.parse, writable: true, configurable: true },
    UTC: { value: RealDate.UTC, writable: true, configurable: true },
  })
  Object.defineProperty(RealDate.prototype, 'constructor', { value: ShownDate, writable: true, configurable: true })
  Object.defineProperty(globalThis, 'Date', { value: ShownDate, writable: true, configurable: true })
}

/** Formatting without a date formats the present. */
function showInIntl(time: VirtualTime): void {
  const { prototype } = Intl.DateTimeFormat
  const format = Object.getOwnPropertyDescriptor(prototype, 'format')
  const { formatToParts } = prototype
  Object.defineProperty(prototype, 'format', {
    ...format,
    get(this: Intl.DateTimeFormat) {
      const real = format?.get?.call(this) as (date: Date | number) => string
      return (date?: Date | number) => real(date ?? time.calendarMs())
    },
  })
  Object.defineProperty(prototype, 'formatToParts', {
    value(this: Intl.DateTimeFormat, date?: Date | number) {
      return formatToParts.call(this, date ?? time.calendarMs())
    },
    writable: true,
    configurable: true,
  })
}

function showInMonotonic(time: VirtualTime): void {
  const realHrtime = process.hrtime.bind(process)
  const realBigint = process.hrtime.bigint.bind(process.hrtime)
  const realUptime = process.uptime.bind(process)
  const movedNs = (): bigint => BigInt(Math.round(time.movedMs() * PRECISION_NS))
  const bigint = (): bigint => realBigint() + movedNs()
  const hrtime = (since?: [number, number]): [number, number] => {
    if (since !== undefined) realHrtime(since)
    const from = since ? BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]) : 0n
    const passed = bigint() - from
    return [Number(passed / 1_000_000_000n), Number(passed % 1_000_000_000n)]
  }
  process.hrtime = Object.assign(hrtime, { bigint })
  process.uptime = () => realUptime() + time.movedMs() / 1000
  Object.defineProperty(performance, 'now', { value: () => time.steadyMs(), writable: true, configurable: true })
}

interface HeaderWriter {
  sendDate: boolean
  _header: string
  _storeHeader(firstLine: string, headers: unknown): void
}

/** node:http writes the date of its own clock, which no program can reach; what it wrote is put right before it is sent. */
function showInDateHeader(RealDate: DateConstructor, time: VirtualTime): void {
  const prototype = OutgoingMessage.prototype as unknown as HeaderWriter
  const { _storeHeader: store } = prototype
  prototype._storeHeader = function (this: HeaderWriter, firstLine, headers) {
    store.call(this, firstLine, headers)
    if (!this.sendDate) return
    this._header = this._header.replace(/^Date: (.+ GMT)$/im, (line, written: string) => {
      // A date of the program's own is left alone; node's is never more than a moment old.
      const isOwnClock = Math.abs(RealDate.parse(written) - RealDate.now()) < 3_000
      return isOwnClock ? `Date: ${new RealDate(time.calendarMs()).toUTCString()}` : line
    })
  }
}
