/** Chances that a seed decides: the same seed gives the same ones for ever, in every engine. */
export type SeededRandom = {
  /** One of these, each as likely as the others. */
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item
  /** True in so many of a hundred cases. */
  chance: (percent: number) => boolean
  /** The same items in another order. */
  shuffle: <Item>(items: readonly Item[]) => Item[]
}

/** Largest seed: 32 bits. */
export const SEED_MAX = 0xffff_ffff

/** Chances from a seed of 0 to `SEED_MAX` (mulberry32, a generator of 32 bits of state; nothing secret depends on it). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  function below(bound: number): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
  return {
    pick: (items) => items[below(items.length)] ?? items[0],
    chance: (percent) => below(100) < percent,
    shuffle(items) {
      const rest = [...items]
      return items.map(() => rest.splice(below(rest.length), 1)[0] as (typeof items)[number])
    },
  }
}
