/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 to below the bound. */
  below(bound: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** As many of the list as asked for, the same one more than once too. */
  some<T>(list: readonly T[], count: number): T[]
  bytes(count: number): Buffer
}

/** A generator for one run of a seed: run 7 is the same whether 300 are made or it alone. */
export function createRandom(seed: number, run: number): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(run + 1, 0xc2b2ae35)) >>> 0
  // xorshift32 after a mix that keeps neighbours apart; 0 is its one fixed point.
  const next = (): number => {
    state = state === 0 ? 0x6d2b79f5 : state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
  for (let turn = 0; turn < 16; turn += 1) next()
  const below = (bound: number): number => Math.floor((next() / 2 ** 32) * bound)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  return {
    below,
    chance: (share) => next() / 2 ** 32 < share,
    pick,
    some: (list, count) => Array.from({ length: count }, () => pick(list)),
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  }
}
