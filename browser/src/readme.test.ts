import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ATTRIBUTE_REASONS, REASONS, RETRIEVE_REASONS, STORE_REASONS } from './reasons.ts'

const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8')
const tables = [...readme.matchAll(/^\| code \| where \| what it says \|\n\| --- \| --- \| --- \|\n((?:\|.*\n?)+)/gm)].map(([, rows = '']) =>
  rows
    .trim()
    .split('\n')
    .map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$|`/g, ''))),
)

describe('the tables of codes in the README', () => {
  it.each([
    ['of storing', 0, STORE_REASONS],
    ['of retrieving', 1, RETRIEVE_REASONS],
    ['of attributes', 2, ATTRIBUTE_REASONS],
  ])('say what the code says: %s', (_name, index, reasons) => {
    expect(tables[index]).toEqual(Object.entries(reasons).map(([code, { section, sentence }]) => [code, section, sentence]))
  })
  it('are three, and share no code', () => {
    expect(tables).toHaveLength(3)
    expect(Object.keys(REASONS)).toHaveLength(tables.flat().length)
  })
  it('speak in sentences', () => {
    for (const { sentence } of Object.values(REASONS)) expect(sentence).toMatch(/^[A-Z_].*\.$/)
  })
})
