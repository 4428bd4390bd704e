import type { Difference } from './compare.ts'
import type { Header, Resource, Scenario, ScriptedResponse } from './scenario.ts'

/** How often a scenario may be played while it is made smaller. */
const PLAYS_MAX = 120

/**
 * The smallest scenario found in which the same kind of decision still differs first. `differ` plays a scenario in both browsers
 * and answers with the first unexplained difference, null when there is none.
 */
export async function shrink(
  scenario: Scenario,
  first: Difference,
  differ: (scenario: Scenario) => Promise<Difference | null>,
): Promise<{ scenario: Scenario; difference: Difference }> {
  let best = { scenario, difference: first }
  let plays = 0
  const attempt = async (candidate: Scenario) => {
    if (plays >= PLAYS_MAX) return false
    plays += 1
    const difference = await differ(candidate)
    if (difference?.decision !== first.decision) return false
    best = { scenario: candidate, difference }
    return true
  }
  const lastStep = scenario.steps.findIndex(({ id }) => id === first.stepId)
  await attempt({ ...scenario, steps: scenario.steps.slice(0, lastStep + 1) })
  for (let changed = true; changed && plays < PLAYS_MAX; ) {
    changed = false
    for (const smaller of SIMPLIFICATIONS) {
      for (let at = 0; plays < PLAYS_MAX; ) {
        const candidate = smaller(best.scenario, at)
        if (candidate === 'end') break
        if (candidate !== null && (await attempt(candidate))) changed = true
        else at += 1
      }
    }
  }
  return { scenario: withUsedResources(best.scenario), difference: best.difference }
}

/** The scenario made simpler at the given place; null when there is nothing to gain there, `end` past the last place. */
type Simplification = (scenario: Scenario, at: number) => Scenario | null | 'end'

const SIMPLIFICATIONS: readonly Simplification[] = [
  (scenario, at) => {
    const index = scenario.steps.length - 2 - at
    return index < 0 ? 'end' : { ...scenario, steps: scenario.steps.filter((_, each) => each !== index) }
  },
  (scenario, at) => dropHeaders(withUsedResources(scenario), at, 12),
  (scenario, at) => dropHeaders(withUsedResources(scenario), at, 4),
  (scenario, at) => dropHeaders(scenario, at, 1),
  (scenario, at) => {
    const places = headerPlaces(scenario).flatMap((place) => attributesOf(place.header).map((_, index) => ({ ...place, index })))
    const place = places[at]
    if (!place) return 'end'
    const [name] = place.header
    const parts = attributesOf(place.header).filter((_, index) => index !== place.index)
    return place.index === 0 ? null : withHeader(scenario, place, [name, parts.join(';')])
  },
]

/** Takes `count` headers away from the list of all headers of all responses. */
function dropHeaders(scenario: Scenario, at: number, count: number): Scenario | null | 'end' {
  const places = headerPlaces(scenario).toReversed()
  const chosen = places.slice(at * count, at * count + count)
  if (chosen.length === 0) return 'end'
  if (chosen.every(({ header: [name] }) => ['content-type', 'location'].includes(name.toLowerCase()))) return null
  return chosen.reduce((result: Scenario, place) => withHeader(result, place, null), scenario)
}

type HeaderPlace = { key: string; part: 'response' | 'preflight'; at: number; header: Header }

function headerPlaces({ resources }: Scenario): HeaderPlace[] {
  return Object.entries(resources).flatMap(([key, resource]) =>
    (['response', 'preflight'] as const).flatMap((part) => (resource[part]?.headers ?? []).map((header, at) => ({ key, part, at, header }))),
  )
}

/** Headers are replaced from the last to the first, so that the places before stay right. */
function withHeader(scenario: Scenario, { key, part, at }: HeaderPlace, header: Header | null): Scenario {
  const resource = scenario.resources[key] as Resource
  const answer = resource[part] as ScriptedResponse
  const headers = answer.headers.flatMap((each, index) => (index === at ? (header ? [header] : []) : [each]))
  return { ...scenario, resources: { ...scenario.resources, [key]: { ...resource, [part]: { ...answer, headers } } } }
}

function attributesOf([name, value]: Header): string[] {
  return name.toLowerCase() === 'set-cookie' ? value.split(';') : []
}

/** Without the resources that neither a step nor a Location names any more. */
function withUsedResources(scenario: Scenario): Scenario {
  const texts = [JSON.stringify(scenario.steps), ...headerPlaces(scenario).map(({ header: [, value] }) => value)].join(' ')
  const used = new Set([...texts.matchAll(/[/?]r(\d+)/g)].map(([, key]) => key))
  return { ...scenario, resources: Object.fromEntries(Object.entries(scenario.resources).filter(([key]) => used.has(key))) }
}
