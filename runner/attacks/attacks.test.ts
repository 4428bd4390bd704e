import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runForTest, script } from '../src/test-sandbox.ts'
import { readAttacks } from './attack-file.ts'
import { type Battlefield, openBattlefield } from './battlefield.ts'
import { performAttack } from './perform-attack.ts'

const attacks = readAttacks()
let field: Battlefield

beforeAll(async () => {
  field = await openBattlefield()
}, 60_000)

afterAll(() => field.close())

describe('hostile programs', () => {
  it('are many, and no two of them try the same', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(120)
    expect(new Set(attacks.map(({ exploit }) => exploit)).size).toBe(attacks.length)
  })

  it.each(attacks.filter(({ inPart }) => inPart))('$name $exploit', { timeout: 30_000 }, async (attack) => {
    expect(await performAttack(attack, field)).toEqual([])
  })

  it('leave an honest run as it was', async () => {
    const run = await runForTest(field.sandbox, script("import express from 'express'\nconsole.log(typeof express)"))
    expect([run.stdout, run.end.outcome]).toEqual(['function\n', 'finished'])
  })
})
