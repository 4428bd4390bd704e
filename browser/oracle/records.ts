import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Observation } from './observation.ts'
import type { Scenario } from './scenario.ts'

/**
 * What Chromium did, kept on disk: a scenario that was played once need not be played again when only the simulated browser has
 * changed, and a run that was stopped goes on where it was. Keyed by the whole scenario and the version of Chromium.
 */
export type Records = {
  find: (scenario: Scenario) => Observation | null
  keep: (scenario: Scenario, observation: Observation) => void
}

/** Reads all records of the folder and appends to the file of this shard. */
export function openRecords(folder: string, shardName: string, chromiumVersion: string): Records {
  mkdirSync(folder, { recursive: true })
  const lines = new Map<string, string>()
  const changedAt = (file: string) => statSync(join(folder, file)).mtimeMs
  const files = readdirSync(folder).filter((file) => file.endsWith('.observed.jsonl'))
  // What was played last counts: the same scenario may have been played again by another shard.
  for (const file of files.toSorted((a, b) => changedAt(a) - changedAt(b))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      // A line that a killed run left half written has no end mark.
      if (line.endsWith('}')) lines.set(line.slice(0, KEY_LENGTH), line)
    }
  }
  const file = join(folder, `${shardName}.observed.jsonl`)
  if (existsSync(file) && !readFileSync(file, 'utf8').endsWith('\n')) appendFileSync(file, '\n')
  const keyOf = (scenario: Scenario) =>
    createHash('sha256')
      .update(JSON.stringify([PLAYER_VERSION, chromiumVersion, scenario]))
      .digest('hex')
      .slice(0, KEY_LENGTH)
  return {
    find: (scenario) => {
      const line = lines.get(keyOf(scenario))
      return line === undefined ? null : JSON.parse(line.slice(KEY_LENGTH))
    },
    keep: (scenario, observation) => appendFileSync(file, `${keyOf(scenario)}${JSON.stringify(observation)}\n`),
  }
}

const KEY_LENGTH = 32

/** To be raised when the player observes more, or otherwise, than it did: what was recorded before is then played again. */
const PLAYER_VERSION = 2

/** No records: everything is played. */
export const NO_RECORDS: Records = { find: () => null, keep: () => undefined }
