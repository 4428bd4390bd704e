import { describe, expect, it } from 'vitest'
import { createRightOfWay, type Standing } from './right-of-way.ts'

/** Which of the places make way when they stand so. */
function whoMakesWay(...standings: Standing[]): boolean[] {
  const { join } = createRightOfWay()
  const makesWay = standings.map(() => false)
  for (const [index, standing] of standings.entries())
    join((makes) => {
      makesWay[index] = makes
    }).stand(standing)
  return makesWay
}

describe('the right of way', () => {
  it.each<[Standing[], boolean[]]>([
    [['behind'], [false]],
    [
      ['behind', 'behind', 'aside'],
      [false, false, false],
    ],
    [
      ['behind', 'ahead'],
      [true, false],
    ],
    [
      ['ahead', 'behind', 'aside', 'behind', 'ahead'],
      [false, true, false, true, false],
    ],
    [
      ['ahead', 'first', 'behind', 'first', 'aside'],
      [true, false, true, false, false],
    ],
  ])('of %j', (standings, makesWay) => {
    expect(whoMakesWay(...standings)).toEqual(makesWay)
  })

  it('is given back when the last that was foremost is gone, and told only when it changes', () => {
    const { join } = createRightOfWay()
    const told: boolean[] = []
    const greedy = join((makesWay) => told.push(makesWay))
    const [one, two] = [join(() => undefined), join(() => undefined)]
    greedy.stand('behind')
    one.stand('ahead')
    two.stand('ahead')
    one.leave()
    two.stand('aside')
    greedy.leave()
    two.stand('ahead')
    expect(told).toEqual([true, false])
  })
})
