import type { GeneratedAttack } from './generate-attack.ts'
import type { Random } from './random.ts'

const NONSENSE: readonly unknown[] = [
  null,
  -1,
  1e308,
  '',
  '\0',
  '\ud800',
  [],
  {},
  true,
  'x'.repeat(5_000),
  '../../etc/passwd',
  { __proto__: null },
  [[]],
  '__proto__',
  'http://[::1]/',
  '\r\nInjected: yes',
]

/** The job with one or two of its values, however deep, replaced by what does not belong there. */
export function corruptJob(job: GeneratedAttack['job'], random: Random): GeneratedAttack['job'] {
  const copy = structuredClone(job)
  for (let turn = 1 + random.below(2); turn > 0; turn -= 1) {
    const places = placesOf(copy)
    const { holder, key } = random.pick(places)
    holder[key] = random.pick(NONSENSE)
  }
  return copy
}

interface Spot {
  holder: Record<string, unknown>
  key: string
}

function placesOf(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])])
}
