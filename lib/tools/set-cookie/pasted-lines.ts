import { toByteString } from '../byte-text.ts'

/** More lines than a response of any site has; the rest is not looked at. */
export const LINES_MAX = 60
/** More than any server accepts to send in its headers. */
export const PASTED_CHARACTERS_MAX = 64 * 1024

/** A Set-Cookie line: its place among the pasted lines (from 1), and the value of the header as bytes. */
export type PastedLine = { number: number; value: string }

/**
 * The Set-Cookie lines of a pasted text: with the name of the header before them or without, as curl shows them (`< Set-Cookie: …`), or a whole response,
 * of which all other lines are passed over. At most `LINES_MAX`.
 */
export function readPastedLines(text: string): PastedLine[] {
  const rows = text.slice(0, PASTED_CHARACTERS_MAX).split(/\r\n|\n|\r/)
  const named = rows.map((row) => /^\s*[<>*]?\s*set-cookie\s*:\s?(.*)$/i.exec(row)?.[1])
  const isNamed = named.some((value) => value !== undefined)
  return rows
    .map((row, index) => ({ number: index + 1, value: isNamed ? named[index] : row }))
    .flatMap(({ number, value }) => (value === undefined || (!isNamed && value.trim() === '') ? [] : [{ number, value: toByteString(value) }]))
    .slice(0, LINES_MAX)
}

/** The text with another value in one of its lines; what stood before the value stays. */
export function replacePastedLine(text: string, { number }: PastedLine, value: string): string {
  const rows = text.split(/\r\n|\n|\r/)
  const row = rows[number - 1] ?? ''
  const name = /^\s*[<>*]?\s*set-cookie\s*:\s?/i.exec(row)?.[0] ?? ''
  return rows.with(number - 1, name + value).join('\n')
}
