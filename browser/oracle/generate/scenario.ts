import { createRandom } from '../random.ts'
import type { Header, Scenario, Step } from '../scenario.ts'
import { type Asker, type Draft, newDraft } from './draft.ts'
import { KINDS, type StepWish } from './kinds.ts'
import { originOfPlace, type Place, pickPlace } from './places.ts'
import { addResource, pickOwnLine, type Use } from './responses.ts'

/** The scenario of a seed and a number: always the same one. Its kind is drawn by weight unless it is named. */
export function generateScenario(seed: string, index: number, kindName: string | null = null): Scenario {
  const name = `${seed}:${index}`
  const random = createRandom(name)
  const drawn = random.weighted(KINDS.map((each) => [each.weight, each] as const))
  const kind = kindName === null ? drawn : KINDS.find((each) => each.name === kindName)
  if (!kind) throw new Error(`there is no kind of scenario "${kindName}"; kinds: ${KINDS.map((each) => each.name).join(', ')}`)
  const draft = newDraft(random, kind)
  const composer = new Composer(draft)
  composer.add('typed')
  const wishes = Object.entries(kind.steps).map(([wish, weight]) => [weight, wish as StepWish] as const)
  for (let left = random.int(...kind.stepCount); left > 0; left--) composer.add(random.weighted(wishes))
  return { name, kind: kind.name, thirdPartyCookies: random.chance(0.6) ? 'allowed' : 'blocked', resources: draft.resources, steps: composer.steps }
}

const METHODS: ReadonlyArray<readonly [number, string]> = [
  [10, 'GET'],
  [8, 'POST'],
  [2, 'HEAD'],
  [3, 'PUT'],
  [2, 'DELETE'],
  [2, 'PATCH'],
  [1, 'OPTIONS'],
  [0.5, 'patch'],
  [0.5, 'post'],
  [0.5, 'put'],
  [0.3, 'QUERY'],
]

/** What a script may set of itself, safelisted or not. */
const FETCH_HEADERS: readonly Header[] = [
  ['X-Token', '1'],
  ['Authorization', 'Bearer x'],
  ['Content-Type', 'application/json'],
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/x-www-form-urlencoded; charset=x'],
  ['Content-Type', 'multipart/form-data; boundary=b'],
  ['Content-Type', 'nonsense'],
  ['Accept', 'text/html'],
  ['Accept', 'a"b'],
  ['Accept-Language', 'de, en;q=0.5'],
  ['Accept-Language', 'de_DE@x'],
  ['Content-Language', 'de'],
  ['Range', 'bytes=0-'],
  ['Range', 'bytes=0-,5-'],
  ['X-Long', 'x'.repeat(130)],
  ['Accept', 'x'.repeat(129)],
  ['Cookie', 'evil=1'],
  ['Origin', 'https://evil.test'],
  ['Sec-Fetch-Site', 'none'],
  ['X-Requested-With', 'XMLHttpRequest'],
  ['If-None-Match', '"x"'],
  ['Referer', 'x'],
]

type Target = ReturnType<typeof addResource>

class Composer {
  readonly steps: Step[] = []
  private page: Place | null = null
  private readonly frames = new Map<string, Place>()
  private readonly fetched: Array<Extract<Step, { type: 'fetch' }>> = []
  private readonly targets: Target[] = []
  private readonly draft: Draft

  constructor(draft: Draft) {
    this.draft = draft
  }

  add(wish: StepWish): void {
    this.steps.push(this.compose(wish))
  }

  private compose(wish: StepWish): Step {
    const { random, kind } = this.draft
    const id = `s${this.steps.length + 1}`
    const frame = this.frames.size > 0 && random.chance(kind.inFrameChance) ? random.pick([...this.frames.keys()]) : undefined
    const here = frame ? this.frames.get(frame) : this.page
    const base = frame ? { id, in: frame } : { id }
    if (wish === 'typed' || !here) return this.addVisit({ id }, null)
    switch (wish) {
      case 'link':
        return this.addVisit(base, here)
      case 'form':
        return this.addForm(base, here)
      case 'fetch':
        return this.addFetch(base, here)
      case 'image':
      case 'script':
      case 'iframe':
        return this.addEmbed(base, here, wish)
      case 'reload':
        this.frames.clear()
        return { id, type: 'reload' }
      case 'read':
        return { ...base, type: 'read-cookies' }
      case 'write':
        return { ...base, type: 'write-cookie', cookie: this.pickWritten(here) }
      case 'wait':
        return { id, type: 'wait', seconds: 2.3 }
      case 'restart':
        this.page = null
        this.frames.clear()
        return { id, type: 'restart-browser' }
    }
  }

  private go(): Place {
    const { random, kind, hosts } = this.draft
    return this.page && !random.chance(kind.strangerChance) ? this.page : pickPlace(random, hosts, kind.secureShare)
  }

  private addVisit(base: { id: string; in?: string }, from: Place | null): Step {
    const { url, end } = this.target('page', from)
    this.arrive(end)
    return from ? { ...base, type: 'visit', url, from: 'page' } : { ...base, type: 'visit', url }
  }

  private addForm(base: { id: string; in?: string }, from: Place): Step {
    const { random } = this.draft
    const method = random.chance(0.7) ? 'POST' : 'GET'
    const { url, end } = this.target('page', from)
    const form: Record<string, string> = random.chance(0.8) ? { q: random.pick(['1', 'a b', 'é', 'x&y=z', '', "*-._~!'()", 'a\nb']) } : {}
    // The query of a GET form is replaced, so the key must stand in the path.
    const action = method === 'GET' ? url.replace(/\?r(\d+)/, 'r$1') : url
    this.arrive(end)
    return { ...base, type: 'submit', method, url: action, form }
  }

  /** A resource of its own, or one that was asked for before: not by a fragment, which is only scrolled to. */
  private target(use: Use, from: Place | null): Target {
    const { random, kind } = this.draft
    if (kind.againChance > 0 && this.targets.length > 0 && random.chance(kind.againChance)) return random.pick(this.targets)
    const target = addResource(this.draft, this.go(), use, askerAt(from))
    if (!target.url.includes('#')) this.targets.push(target)
    return target
  }

  private arrive(end: Place | null): void {
    if (!end) return
    this.page = end
    this.frames.clear()
  }

  private addFetch(base: { id: string; in?: string }, from: Place): Step {
    const { random } = this.draft
    const again = this.fetched.length > 0 && random.chance(0.25) ? random.pick(this.fetched) : null
    if (again) return { ...again, ...base }
    const mode = random.weighted([
      [12, undefined],
      [3, 'cors'],
      [4, 'no-cors'],
      [1.5, 'same-origin'],
    ] as const)
    const credentials = random.weighted([
      [4, undefined],
      [8, 'include'],
      [1, 'same-origin'],
      [2, 'omit'],
    ] as const)
    const method = random.weighted(METHODS)
    const headers = Array.from(
      {
        length: random.weighted([
          [6, 0],
          [4, 1],
          [1, 2],
        ]),
      },
      () => random.pick(FETCH_HEADERS),
    )
    const mayHaveBody = !['GET', 'HEAD'].includes(method.toUpperCase())
    const body = mayHaveBody && random.chance(0.5) ? random.pick(['x=1', '{"a":1}', '', 'é']) : undefined
    const asker: Asker = { origin: originOfPlace(from), method, headers, isCredentialed: credentials === 'include' }
    const { url } = addResource(this.draft, random.chance(0.25) ? from : this.go(), 'fetch', asker)
    const step = {
      ...base,
      type: 'fetch',
      method,
      url,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(credentials && { credentials }),
      ...(mode && { mode }),
    } as const
    this.fetched.push(step)
    return step
  }

  private addEmbed(base: { id: string; in?: string }, from: Place, as: 'image' | 'script' | 'iframe'): Step {
    const use: Use = as === 'iframe' ? 'frame' : as
    const { url: plain, end } = this.target(use, from)
    const url = this.draft.random.chance(0.01) ? plain.replace('://', '://user:pass@') : plain
    if (as === 'iframe' && end) this.frames.set(base.id, end)
    return { ...base, type: 'embed', url, as }
  }

  /** An assignment may hold what no header can: NUL, line ends, any character. */
  private pickWritten(place: Place): string {
    const { random } = this.draft
    const line = Buffer.from(pickOwnLine(this.draft, place), 'latin1').toString('utf8')
    if (!random.chance(0.1)) return line
    const at = random.int(0, line.length)
    return line.slice(0, at) + random.pick(['\0', '\r', '\n', '\r\n', '€', '🍪', 'é', '\ud800', '\u2028', '\u00a0', '\t']) + line.slice(at)
  }
}

function askerAt(place: Place | null): Asker {
  return { origin: place ? originOfPlace(place) : '', method: 'GET', headers: [], isCredentialed: true }
}
