import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DecisionName, Difference } from './compare.ts'
import { addCoverage, type Coverage, noCoverage } from './coverage.ts'
import { describeDisagreement } from './describe.ts'
import { generateScenario } from './generate/scenario.ts'
import { judge, noDecisions } from './judge.ts'
import { type Lane, openLane } from './lane.ts'
import { THIRD_PARTY_COOKIES, type ThirdPartyCookies } from './launch-chromium.ts'
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

/**
 * Plays the scenarios in both browsers and sums up; every disagreement is shrunk, said and written to `disagreements.md`. Those with
 * third-party cookies allowed and those with them blocked need a Chromium each anyway, so they are played side by side.
 */
export async function runOracle({ executable, seed, kind, from, count, shard, folder, shrinksMax, signal, say }: OracleOptions): Promise<Summary> {
  const summary: Summary = {
    scenarios: 0,
    played: 0,
    agreed: noDecisions(),
    unexplained: 0,
    scenariosUnexplained: [],
    explained: {},
    coverage: noCoverage(),
  }
  const fault = new AbortController()
  const over = AbortSignal.any([signal, fault.signal])
  const lanes = await Promise.all(
    THIRD_PARTY_COOKIES.map(async (thirdPartyCookies) => ({ thirdPartyCookies, lane: await openLane(executable, thirdPartyCookies) })),
  )
  try {
    const [version = ''] = await Promise.all(lanes.map(({ lane }) => lane.version()))
    const shardName = `${[seed, ...(kind === null ? [] : [kind.replace(/\W+/g, '-')])].join('-')}-${shard.index}-of-${shard.of}`
    const records = folder === null ? NO_RECORDS : openRecords(folder, shardName, version)
    const paper = folder === null ? null : join(folder, `${shardName}.disagreements.md`)
    if (paper) rmSync(paper, { force: true })

    const judgeAnew = async (lane: Lane, scenario: Scenario) => {
      const playAndKeep = async (isNewSeat: boolean) => {
        const observation = await lane.play(scenario, isNewSeat)
        summary.played += 1
        records.keep(scenario, observation)
        return observation
      }
      const verdict = judge(scenario, records.find(scenario) ?? (await playAndKeep(false)))
      // A seat that was emptied could still remember something: what differs there must differ on a new one.
      return verdict.unexplained.length === 0 ? verdict : judge(scenario, await playAndKeep(true))
    }
    const report = async (lane: Lane, scenario: Scenario, first: Difference) => {
      const firstDifference = async (smaller: Scenario): Promise<Difference | null> =>
        over.aborted ? null : (judge(smaller, await lane.play(smaller, true)).unexplained[0] ?? null)
      const isShrunk = summary.scenariosUnexplained.length <= shrinksMax
      const smallest = isShrunk ? await shrink(scenario, first, firstDifference) : { scenario, difference: first }
      const text = describeDisagreement(scenario, smallest.scenario, smallest.difference)
      say(text)
      if (paper) appendFileSync(paper, `${text}\n`)
    }
    const playAll = async (lane: Lane, thirdPartyCookies: ThirdPartyCookies) => {
      for (let index = from; index < from + count && !over.aborted; index++) {
        if (index % shard.of !== shard.index - 1) continue
        const scenario = generateScenario(seed, index, kind)
        if (scenario.thirdPartyCookies !== thirdPartyCookies) continue
        const verdict = await judgeAnew(lane, scenario)
        summary.scenarios += 1
        for (const [name, agreements] of Object.entries(verdict.agreed)) summary.agreed[name as DecisionName] += agreements
        for (const [id, times] of Object.entries(verdict.explained)) summary.explained[id] = (summary.explained[id] ?? 0) + times
        addCoverage(summary.coverage, scenario, verdict.events)
        if (summary.scenarios % 100 === 0) say(`  ${summary.scenarios} scenarios, ${summary.unexplained} unexplained differences`)
        const [first] = verdict.unexplained
        if (!first) continue
        summary.unexplained += verdict.unexplained.length
        summary.scenariosUnexplained.push(scenario.name)
        await report(lane, scenario, first)
      }
    }

    say(`Chromium ${version}, seed ${seed}, scenarios ${from} to ${from + count - 1}, shard ${shard.index} of ${shard.of}`)
    // A fault in one lane ends the other too, and only then is thrown.
    const runs = lanes.map(({ lane, thirdPartyCookies }) => playAll(lane, thirdPartyCookies))
    for (const run of runs) run.catch((error: unknown) => fault.abort(error))
    await Promise.allSettled(runs)
    fault.signal.throwIfAborted()
  } finally {
    await Promise.all(lanes.map(({ lane }) => lane.close()))
  }
  return summary
}
