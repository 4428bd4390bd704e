import type { Difference } from './compare.ts'
import { missingCodes } from './coverage.ts'
import type { Summary } from './run-oracle.ts'
import type { Header, Scenario } from './scenario.ts'

/** Of one response; the number of the scenario gives the rest. */
const HEADERS_SHOWN_MAX = 30

/** A disagreement for a person to read: what differs, then the smallest scenario that was found, whole. */
export function describeDisagreement(original: Scenario, { steps, resources, thirdPartyCookies }: Scenario, difference: Difference): string {
  const headers = (list: readonly Header[]) => {
    const lines = list.map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    return lines.length > HEADERS_SHOWN_MAX ? [...lines.slice(0, HEADERS_SHOWN_MAX), `and ${lines.length - HEADERS_SHOWN_MAX} more`] : lines
  }
  return [
    `## ${original.name} (${original.kind}, third-party cookies ${thirdPartyCookies})`,
    `${difference.decision}, ${difference.what}, in step ${difference.stepId}`,
    `  chromium  ${JSON.stringify(difference.chromium)}`,
    `  simulated ${JSON.stringify(difference.engine)}`,
    ...steps.map((step) => `  step ${JSON.stringify(step)}`),
    ...Object.entries(resources).flatMap(([key, { response, preflight }]) => [
      `  r${key} answers ${response.status}`,
      ...headers(response.headers).map((line) => `    ${line}`),
      ...(preflight ? [`  r${key} answers OPTIONS with ${preflight.status}`, ...headers(preflight.headers).map((line) => `    ${line}`)] : []),
    ]),
  ].join('\n')
}

/** The figures of a run: agreements by decision, what was covered, what was not. */
export function describeSummary(summary: Summary): string {
  const { coverage, agreed } = summary
  const total = Object.values(agreed).reduce((sum, count) => sum + count, 0)
  const departures = Object.values(summary.explained).reduce((sum, count) => sum + count, 0)
  const list = (table: Record<string, number>) =>
    Object.entries(table)
      .toSorted(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  const missing = missingCodes(coverage)
  return [
    `${summary.scenarios} scenarios (${summary.played} played now, the others from records), ${total + departures + summary.unexplained} decisions compared`,
    `agreed: ${total} (${list(agreed)})`,
    `known departures: ${departures}${departures > 0 ? ` (${list(summary.explained)})` : ''}`,
    `unexplained: ${summary.unexplained}${summary.unexplained > 0 ? ` in ${summary.scenariosUnexplained.length} scenarios: ${summary.scenariosUnexplained.join(' ')}` : ''}`,
    `kinds: ${list(coverage.kinds)}`,
    `steps: ${list(coverage.steps)}`,
    `codes reached: ${list(coverage.codes)}`,
    `codes not reached: ${missing.length > 0 ? missing.join(', ') : 'none'}`,
  ].join('\n')
}
