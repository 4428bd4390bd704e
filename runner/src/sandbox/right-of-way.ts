/**
 * Where a place stands: `first` while its run is in its first moment; `ahead` while it boots for somebody who waits, or runs and has had little of the processor; `behind`
 * while it boots for nobody yet, or has had much; `aside` while it only waits, or is being ended.
 */
export type Standing = 'first' | 'ahead' | 'behind' | 'aside'

/** Who stands aside makes way for nobody, and nobody for them. */
const RANKS: Record<Standing, number> = { first: 3, ahead: 2, behind: 1, aside: 0 }

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
 * Who makes way for whom: all that stand further behind than somebody else. Those that stand foremost have their usual share of the machine, so that a run that works
 * hard ends in time on a machine that is busy with other things.
 */
export function createRightOfWay(): RightOfWay {
  const members = new Set<{ standing: Standing; makesWay: boolean; makeWay(makesWay: boolean): void }>()
  const settle = (): void => {
    const foremost = Math.max(...[...members].map(({ standing }) => RANKS[standing]))
    for (const member of members) {
      const makesWay = member.standing !== 'aside' && RANKS[member.standing] < foremost
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
