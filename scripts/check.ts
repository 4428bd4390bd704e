// `npm run check`: what to run before every commit; a part of `npm test`.
import { runStages } from './checks/stage.ts'
import { BIOME, TYPES, UNIT } from './checks/stages.ts'

process.exitCode = (await runStages([BIOME, TYPES, UNIT])) ? 0 : 1
