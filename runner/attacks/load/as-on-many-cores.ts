// Loaded before the runner, so that it has as many places as on a machine of ten cores: what is to be seen when 20 runs are ended at once needs 20 of them.
import { createRequire, syncBuiltinESMExports } from 'node:module'

const CORES = 10
const os = createRequire(import.meta.url)('node:os') as { availableParallelism(): number }
os.availableParallelism = () => CORES
syncBuiltinESMExports()
