// `npm test`: everything. What it needs of the machine was made ready before this runs.
import { runStages } from './checks/stage.ts'
import { ATTACKS, BIOME, BROWSER, BUILD, CONTENT, DRIFT, JOURNEYS, LOCKFILE, RUNNER, TYPES, UNIT } from './checks/stages.ts'

process.exitCode = (await runStages([LOCKFILE, BIOME, TYPES, UNIT, DRIFT, CONTENT, BROWSER, RUNNER, ATTACKS, BUILD, JOURNEYS])) ? 0 : 1
