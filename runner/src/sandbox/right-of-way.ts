/**
 * Where a place stands: `ahead` while it boots for somebody who waits, or runs and has had little of the processor; `behind` while it boots for nobody yet, or has had
 * much; `aside` while it only waits, or is being ended.
 */
export type Standing = 'ahead' | 'behind' | 'aside'

/** One place among all that want the processor. */
export interface Standpoint {
  stand(standing: Standing): void
  /** It is gone. */
  leave(): void
}

export interface RightOfWay {
  /** A place comes to stand aside; `makeWay` is told whenever that changes. */
  join(makeWay: (makesWay: boolean) => void): Standpoint
}

/**
 * Who makes way for whom: all that stand behind, for as long as somebody is ahead. With nobody ahead each has its usual share of the machine, so that a run that works
 * hard ends in time on a machine that is busy with other things.
 */
export function createRightOfWay(): RightOfWay {
  const members = new Set<{ standing: Standing; makesWay: boolean; makeWay(makesWay: boolean): void }>()
  const settle = (): void => {
    const someoneIsAhead = [...members].some(({ standing }) => standing === 'ahead')
    for (const member of members) {
      const makesWay = member.standing === 'behind' && someoneIsAhead
      if (makesWay === member.makesWay) continue
      member.makesWay = makesWay
      member.makeWay(makesWay)
    }
  }
  return {
    join: (makeWay) => {
      const member = { standing: 'aside' as Standing, makesWay: false, makeWay }
      members.add(member)
      return {
        stand: (standing) => {
          member.standing = standing
          settle()
        },
        leave: () => {
          members.delete(member)
          settle()
        },
      }
    },
  }
}
