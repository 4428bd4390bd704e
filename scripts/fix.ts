// `npm run fix`: formats and mends what Biome can mend by itself.
import { spawnSync } from 'node:child_process'

const { status } = spawnSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
