/** Numbers of open places: each is one place's alone until it is given back. */
export interface PlaceNumbers {
  /** The number that was given back longest ago; a new one when all are taken. */
  take(): number
  giveBack(number: number): void
}

/** Begins at 0. A number that is never given back stays taken: what it stands for could not be seen to be gone. */
export function createPlaceNumbers(): PlaceNumbers {
  const free: number[] = []
  let made = 0
  return {
    take: () => {
      const number = free.shift() ?? made
      if (number === made) made += 1
      return number
    },
    giveBack: (number) => free.push(number),
  }
}
