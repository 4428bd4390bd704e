/** A seeded source of choices: the same seed gives the same choices on every machine (mulberry32 over an FNV-1a hash of the seed). */
export type Random = {
  /** In [0, 1). */
  next: () => number
  /** A whole number in [from, to], both included. */
  int: (from: number, to: number) => number
  chance: (probability: number) => boolean
  pick: <T>(items: readonly T[]) => T
  /** One of the items, each as likely as its weight says. */
  weighted: <T>(items: ReadonlyArray<readonly [number, T]>) => T
}

export function createRandom(seed: string): Random {
  let state = hash(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('there is nothing to pick from')
    return items[int(0, items.length - 1)] as T
  }
  const weighted = <T>(items: ReadonlyArray<readonly [number, T]>): T => {
    let left = next() * items.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, item] of items) {
      left -= weight
      if (left < 0) return item
    }
    return pick(items)[1]
  }
  return { next, int, chance: (probability) => next() < probability, pick, weighted }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return value
}
