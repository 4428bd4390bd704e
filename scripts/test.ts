// `npm test`: everything. What it needs of the machine was made ready before this runs.
import { runStages } from './checks/stage.ts'
import { ATTACKS, BIOME, BROWSER, BUILD, CONTENT, CRASH, DRIFT, JOURNEYS, LOCKFILE, ORACLE, RUNNER, TYPES, UNIT } from './checks/stages.ts'

process.exitCode = (await runStages([LOCKFILE, BIOME, TYPES, UNIT, DRIFT, CONTENT, BROWSER, ORACLE, RUNNER, ATTACKS, BUILD, CRASH, JOURNEYS])) ? 0 : 1
