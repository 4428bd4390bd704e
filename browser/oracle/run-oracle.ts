import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowsers } from './browsers.ts'
import type { DecisionName, Difference } from './compare.ts'
import { addCoverage, type Coverage, noCoverage } from './coverage.ts'
import { describeDisagreement } from './describe.ts'
import { HOST_PATTERNS } from './generate/places.ts'
import { generateScenario } from './generate/scenario.ts'
import { judge, noDecisions } from './judge.ts'
import type { Observation } from './observation.ts'
import { startOriginServer } from './origin-server.ts'
import { playInChromium } from './play-in-chromium.ts'
import { NO_RECORDS, openRecords } from './records.ts'
import type { Scenario } from './scenario.ts'
import { shrink } from './shrink.ts'

export type OracleOptions = {
  executable: string
  seed: string
  /** Only scenarios of this kind; null: all kinds by their weights. */
  kind: string | null
  /** Numbers of the scenarios to play: `from` up to, not including, `from + count`, of which this shard takes each `of`-th. */
  from: number
  count: number
  shard: { index: number; of: number }
  /** Where records and disagreements are kept; null keeps nothing and plays everything. */
  folder: string | null
  shrinksMax: number
  /** Aborted: no further scenario is begun, what runs is ended, and the summary tells what was done until then. */
  signal: AbortSignal
  say: (text: string) => void
}

export type Summary = {
  scenarios: number
  played: number
  agreed: Record<DecisionName, number>
  unexplained: number
  scenariosUnexplained: string[]
  explained: Record<string, number>
  coverage: Coverage
}

/** How often a scenario is tried again whose browser ended or stood still, before the fault counts as the oracle's own. */
const ATTEMPTS_MAX = 3

/** Plays the scenarios in both browsers and sums up; every disagreement is shrunk, said and written to `disagreements.md`. */
export async function runOracle({ executable, seed, kind, from, count, shard, folder, shrinksMax, signal, say }: OracleOptions): Promise<Summary> {
  const server = await startOriginServer(HOST_PATTERNS)
  const browsers = openBrowsers(executable, server.resolverRules)
  const summary: Summary = {
    scenarios: 0,
    played: 0,
    agreed: noDecisions(),
    unexplained: 0,
    scenariosUnexplained: [],
    explained: {},
    coverage: noCoverage(),
  }
  try {
    const version = await browsers.version()
    const shardName = `${[seed, ...(kind === null ? [] : [kind.replace(/\W+/g, '-')])].join('-')}-${shard.index}-of-${shard.of}`
    const records = folder === null ? NO_RECORDS : openRecords(folder, shardName, version)
    const paper = folder === null ? null : join(folder, `${shardName}.disagreements.md`)
    if (paper) rmSync(paper, { force: true })
    const play = async (scenario: Scenario, isNewSeat: boolean): Promise<Observation> => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await playInChromium({ server, executable, browsers }, scenario, isNewSeat || attempt > 1)
        } catch (error) {
          await browsers.close()
          if (attempt === ATTEMPTS_MAX) throw new Error(`${scenario.name} could not be played`, { cause: error })
        }
      }
    }
    const playAndKeep = async (scenario: Scenario, isNewSeat: boolean) => {
      const observation = await play(scenario, isNewSeat)
      summary.played += 1
      records.keep(scenario, observation)
      return observation
    }
    const judgeAnew = async (scenario: Scenario) => {
      const verdict = judge(scenario, records.find(scenario) ?? (await playAndKeep(scenario, false)))
      // A seat that was emptied could still remember something: what differs there must differ on a new one.
      return verdict.unexplained.length === 0 ? verdict : judge(scenario, await playAndKeep(scenario, true))
    }
    const firstDifference = async (scenario: Scenario): Promise<Difference | null> =>
      signal.aborted ? null : (judge(scenario, await play(scenario, true)).unexplained[0] ?? null)

    say(`Chromium ${version}, seed ${seed}, scenarios ${from} to ${from + count - 1}, shard ${shard.index} of ${shard.of}`)
    for (let index = from; index < from + count && !signal.aborted; index++) {
      if (index % shard.of !== shard.index - 1) continue
      const scenario = generateScenario(seed, index, kind)
      const verdict = await judgeAnew(scenario)
      summary.scenarios += 1
      for (const [name, agreements] of Object.entries(verdict.agreed)) summary.agreed[name as DecisionName] += agreements
      for (const [id, times] of Object.entries(verdict.explained)) summary.explained[id] = (summary.explained[id] ?? 0) + times
      addCoverage(summary.coverage, scenario, verdict.events)
      if (summary.scenarios % 100 === 0) say(`  ${summary.scenarios} scenarios, ${summary.unexplained} unexplained differences`)
      const [first] = verdict.unexplained
      if (!first) continue
      summary.unexplained += verdict.unexplained.length
      summary.scenariosUnexplained.push(scenario.name)
      const isShrunk = summary.scenariosUnexplained.length <= shrinksMax
      const smallest = isShrunk ? await shrink(scenario, first, firstDifference) : { scenario, difference: first }
      const text = describeDisagreement(scenario, smallest.scenario, smallest.difference)
      say(text)
      if (paper) {
        mkdirSync(folder as string, { recursive: true })
        appendFileSync(paper, `${text}\n`)
      }
    }
  } finally {
    await browsers.close()
    await server.close()
  }
  return summary
}
