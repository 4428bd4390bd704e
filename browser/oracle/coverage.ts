import type { EngineEvent } from '../src/engine/event.ts'
import { DECISION_SECTIONS } from '../src/reasons/engine-sections.ts'
import { ATTRIBUTE_SECTIONS, RETRIEVE_SECTIONS, STORE_SECTIONS } from '../src/reasons/jar-sections.ts'
import type { Scenario } from './scenario.ts'

/** How often what was reached: scenarios by kind, steps by type, decisions by reason code. */
export type Coverage = { kinds: Record<string, number>; steps: Record<string, number>; codes: Record<string, number> }

export const noCoverage = (): Coverage => ({ kinds: {}, steps: {}, codes: {} })

export function addCoverage(coverage: Coverage, scenario: Scenario, events: readonly EngineEvent[]): void {
  count(coverage.kinds, scenario.kind)
  for (const step of scenario.steps) count(coverage.steps, step.type === 'embed' ? `embed ${step.as}` : step.type)
  for (const event of events) for (const code of codesOf(event)) count(coverage.codes, code)
}

/** The codes that no scenario has reached, in the order of the tables. */
export function missingCodes({ codes }: Coverage): string[] {
  const tables = [STORE_SECTIONS, RETRIEVE_SECTIONS, ATTRIBUTE_SECTIONS, DECISION_SECTIONS]
  return [...new Set(tables.flatMap((table) => Object.keys(table)))].filter((code) => !Object.hasOwn(codes, code))
}

function codesOf(event: EngineEvent): string[] {
  switch (event.type) {
    case 'decision':
    case 'refused':
      return [event.code]
    case 'cookie-store':
      return [event.decision.code, ...event.decision.attributes.map(({ code }) => code)]
    case 'cookie-retrieve':
      return event.decisions.map(({ code }) => code)
    default:
      return []
  }
}

function count(table: Record<string, number>, key: string): void {
  table[key] = (table[key] ?? 0) + 1
}
