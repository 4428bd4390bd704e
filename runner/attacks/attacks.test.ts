import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runForTest, script } from '../src/test-sandbox.ts'
import { readAttacks } from './attack-file.ts'
import { type Battlefield, openBattlefield } from './battlefield.ts'
import { generateAttack } from './generate/generate-attack.ts'
import { performGenerated } from './generate/perform-generated.ts'
import { hostFaults, performAttack } from './perform-attack.ts'

/** Here only a few, always the same; `npm run attacks` makes hundreds of new ones. */
const [SEED, GENERATED_RUNS] = [20, 24]
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

  it('hold against what is made up of them, too', { timeout: 120_000 }, async () => {
    for (let run = 0; run < GENERATED_RUNS; run += 3) {
      const batch = [run, run + 1, run + 2].map((each) => generateAttack(SEED, each))
      const faults = await Promise.all(batch.map((generated) => performGenerated(generated, field)))
      expect(faults.map((list, place) => [batch[place]?.what, list])).toEqual(batch.map(({ what }) => [what, []]))
      expect(hostFaults(field)).toEqual([])
    }
  })

  it('are the same for the same seed', () => {
    expect(generateAttack(SEED, 3)).toEqual(generateAttack(SEED, 3))
    expect(generateAttack(SEED, 3)).not.toEqual(generateAttack(SEED + 1, 3))
  })

  it('leave an honest run as it was', async () => {
    const run = await runForTest(field.sandbox, script("import express from 'express'\nconsole.log(typeof express)"))
    expect([run.stdout, run.end.outcome]).toEqual(['function\n', 'finished'])
  })
})
