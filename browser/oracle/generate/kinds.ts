import type { LineAim } from './set-cookie-lines.ts'

export type StepWish = 'typed' | 'link' | 'form' | 'fetch' | 'image' | 'script' | 'iframe' | 'reload' | 'read' | 'write' | 'wait' | 'restart'

/** What a kind of scenario is made of; weights against each other, chances from 0 to 1. */
export type Kind = {
  name: string
  /** How often this kind is generated; 0: only when it is named. */
  weight: number
  aims: ReadonlyArray<readonly [number, LineAim]>
  steps: Partial<Record<StepWish, number>>
  stepCount: readonly [number, number]
  linesMax: number
  secureShare: number
  /** That a step goes to another place than the page's. */
  strangerChance: number
  redirectChance: number
  inFrameChance: number
  referrerPolicyChance: number
  /** That a step goes where an earlier one went, or was led. */
  againChance: number
}

const EVERY_AIM: Kind['aims'] = [
  [4, 'plain'],
  [1, 'dates'],
  [2, 'domains'],
  [2, 'paths'],
  [2, 'secure'],
  [2, 'prefixes'],
  [4, 'same-site'],
  [2, 'partitioned'],
  [1, 'bytes'],
  [1, 'attributes'],
]

const LOOKING = { typed: 3, fetch: 3, read: 3 } as const

const BASE = {
  weight: 2,
  aims: EVERY_AIM,
  steps: LOOKING,
  stepCount: [3, 6],
  linesMax: 4,
  secureShare: 0.75,
  strangerChance: 0.4,
  redirectChance: 0.12,
  inFrameChance: 0.3,
  referrerPolicyChance: 0.1,
  againChance: 0,
} as const satisfies Omit<Kind, 'name'>

const about = (name: string, rest: Partial<Omit<Kind, 'name'>>): Kind => ({ ...BASE, ...rest, name })

const parsing = (aim: LineAim, rest: Partial<Omit<Kind, 'name'>> = {}): Kind =>
  about(`set-cookie: ${aim}`, {
    aims: [
      [8, aim],
      [1, 'plain'],
    ],
    stepCount: [2, 4],
    linesMax: 16,
    strangerChance: 0.25,
    ...rest,
  })

/** Every kind, each with its weight. */
export const KINDS: readonly Kind[] = [
  parsing('dates', { linesMax: 24 }),
  parsing('domains', { strangerChance: 0.7, steps: { typed: 4, fetch: 2, read: 2, image: 1 } }),
  parsing('paths', { linesMax: 7 }),
  parsing('secure', { secureShare: 0.5, strangerChance: 0.5, steps: { typed: 4, fetch: 2, read: 2, write: 2 } }),
  parsing('prefixes', { steps: { typed: 3, fetch: 2, read: 2, write: 2 } }),
  parsing('bytes', { weight: 3 }),
  parsing('soup', { weight: 3, linesMax: 40, steps: { fetch: 4, read: 3, write: 5, typed: 1 }, stepCount: [3, 8] }),
  parsing('sizes'),
  parsing('attributes', { weight: 3 }),
  about('document.cookie', { weight: 3, steps: { write: 12, read: 4, fetch: 2, typed: 1, iframe: 1 }, stepCount: [8, 20] }),
  about('same-site', {
    weight: 5,
    aims: [
      [6, 'same-site'],
      [2, 'plain'],
      [1, 'secure'],
    ],
    steps: { typed: 2, link: 5, form: 5, image: 2, iframe: 2, fetch: 2, read: 1, reload: 1 },
    stepCount: [4, 8],
    strangerChance: 0.65,
  }),
  about('frames', {
    weight: 5,
    aims: [
      [4, 'partitioned'],
      [4, 'same-site'],
      [1, 'plain'],
    ],
    steps: { typed: 1, iframe: 6, fetch: 4, read: 4, write: 2, image: 1, link: 1, form: 1 },
    stepCount: [4, 9],
    secureShare: 0.92,
    strangerChance: 0.6,
    inFrameChance: 0.7,
  }),
  about('third-party', {
    weight: 4,
    aims: [
      [5, 'partitioned'],
      [4, 'same-site'],
    ],
    steps: { typed: 3, fetch: 4, image: 4, script: 2, iframe: 3, link: 1, read: 1 },
    stepCount: [4, 8],
    secureShare: 0.95,
    strangerChance: 0.7,
  }),
  about('partitions', {
    weight: 3,
    aims: [
      [6, 'partitioned'],
      [1, 'same-site'],
    ],
    steps: { typed: 5, iframe: 4, fetch: 3, image: 2, read: 2, write: 1 },
    stepCount: [5, 9],
    linesMax: 3,
    secureShare: 0.97,
    strangerChance: 0.8,
    redirectChance: 0.05,
  }),
  about('cors', {
    weight: 6,
    aims: [
      [3, 'same-site'],
      [1, 'plain'],
    ],
    steps: { fetch: 12, typed: 1, read: 1 },
    stepCount: [4, 8],
    linesMax: 2,
    secureShare: 0.9,
    strangerChance: 0.7,
    redirectChance: 0.2,
  }),
  about('redirects', {
    weight: 5,
    aims: [
      [4, 'same-site'],
      [3, 'plain'],
      [1, 'secure'],
    ],
    steps: { typed: 3, link: 3, form: 4, fetch: 4, iframe: 2, image: 1, read: 1 },
    stepCount: [3, 6],
    linesMax: 2,
    strangerChance: 0.5,
    redirectChance: 0.7,
  }),
  about('referrer', {
    weight: 3,
    aims: [[1, 'plain']],
    steps: { link: 4, form: 2, fetch: 3, image: 2, iframe: 2, script: 1 },
    stepCount: [4, 8],
    linesMax: 1,
    strangerChance: 0.5,
    redirectChance: 0.3,
    referrerPolicyChance: 0.7,
  }),
  about('reload', {
    steps: { reload: 6, link: 4, form: 3, read: 1, iframe: 1 },
    strangerChance: 0.6,
    stepCount: [4, 7],
    aims: [
      [5, 'same-site'],
      [1, 'plain'],
    ],
  }),
  about('mixed schemes', {
    weight: 3,
    aims: [
      [3, 'secure'],
      [3, 'same-site'],
      [1, 'prefixes'],
    ],
    steps: { typed: 2, link: 3, form: 2, fetch: 3, image: 3, script: 1, iframe: 3, read: 1 },
    stepCount: [4, 8],
    secureShare: 0.5,
    strangerChance: 0.6,
  }),
  about('eviction', {
    weight: 1,
    steps: { fetch: 3, read: 2, image: 1 },
    stepCount: [4, 6],
    linesMax: 130,
    strangerChance: 0.08,
    redirectChance: 0,
  }),
  about('expiry', { weight: 0.5, steps: { wait: 3, fetch: 3, read: 3, write: 3 }, stepCount: [4, 6] }),
  about('session end', {
    weight: 0.5,
    steps: { restart: 3, typed: 3, write: 2, read: 1 },
    stepCount: [4, 6],
    aims: [
      [3, 'plain'],
      [2, 'dates'],
      [1, 'partitioned'],
      [1, 'same-site'],
    ],
  }),
  about('everything', {
    weight: 5,
    steps: { typed: 3, link: 3, form: 3, fetch: 4, image: 2, script: 1, iframe: 3, reload: 1, read: 3, write: 2 },
    stepCount: [5, 12],
    strangerChance: 0.5,
    redirectChance: 0.25,
    referrerPolicyChance: 0.15,
  }),
  about('again', {
    weight: 0,
    againChance: 0.5,
    steps: { typed: 3, link: 3, form: 3, fetch: 4, image: 5, script: 2, iframe: 5, reload: 2, read: 2, write: 1 },
    stepCount: [6, 12],
    redirectChance: 0.25,
    inFrameChance: 0.5,
  }),
]
