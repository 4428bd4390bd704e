import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DECISION_SECTIONS } from './reasons/engine-sections.ts'
import { ATTRIBUTE_SECTIONS, RETRIEVE_SECTIONS, STORE_SECTIONS } from './reasons/jar-sections.ts'
import { ATTRIBUTE_SENTENCES, RETRIEVE_SENTENCES, STORE_SENTENCES } from './reasons/jar-sentences.ts'

const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8')
const tables = [...readme.matchAll(/^\| code \| where \| what it says \|\n\| --- \| --- \| --- \|\n((?:\|.*\n?)+)/gm)].map(([, rows = '']) =>
  rows
    .trim()
    .split('\n')
    .map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$|`/g, ''))),
)

describe('the tables of codes in the README', () => {
  it.each<[string, number, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['of storing', 0, STORE_SECTIONS, STORE_SENTENCES],
    ['of retrieving', 1, RETRIEVE_SECTIONS, RETRIEVE_SENTENCES],
    ['of attributes', 2, ATTRIBUTE_SECTIONS, ATTRIBUTE_SENTENCES],
  ])('say what the code says: %s', (_name, index, sections, sentences) => {
    expect(tables[index]).toEqual(Object.entries(sections).map(([code, section]) => [code, section, sentences[code]]))
    expect(Object.keys(sentences)).toEqual(Object.keys(sections))
  })
  it('are three, and neither they nor the engine share a code', () => {
    expect(tables).toHaveLength(3)
    const codes = [STORE_SECTIONS, RETRIEVE_SECTIONS, ATTRIBUTE_SECTIONS, DECISION_SECTIONS].flatMap((sections) => Object.keys(sections))
    expect(new Set(codes).size).toBe(codes.length)
  })
  it('speak in sentences', () => {
    for (const sentence of Object.values({ ...STORE_SENTENCES, ...RETRIEVE_SENTENCES, ...ATTRIBUTE_SENTENCES }))
      expect(sentence).toMatch(/^[A-Z_].*\.$/)
  })
})
