import type { Stage } from './stage.ts'

const VITEST = ['node_modules/vitest/vitest.mjs', 'run']

export const BIOME: Stage = { name: 'format and lint', runs: [['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']] }

export const TYPES: Stage = {
  name: 'types',
  runs: [
    ['node_modules/typescript/bin/tsc', '--noEmit'],
    ['node_modules/typescript/bin/tsc', '--noEmit', '--project', 'browser'],
    ['node_modules/typescript/bin/tsc', '--noEmit', '--project', 'runner'],
  ],
}

/** Vitest leaves a core to itself, which on two cores is half of them. */
export const UNIT: Stage = { name: 'unit, property and store tests', runs: [[...VITEST, '--project', 'site', '--maxWorkers', '100%']] }

export const DRIFT: Stage = { name: 'migrations agree with the schema', runs: [['scripts/db-drift.ts']] }

export const LOCKFILE: Stage = { name: 'lockfile is whole', runs: [['scripts/complete-lockfile.mjs', '--check']] }

export const CONTENT: Stage = { name: 'content, read and executed', runs: [['--conditions=react-server', 'scripts/content-check.ts']] }

export const BROWSER: Stage = { name: 'simulated browser', runs: [[...VITEST, '--project', 'browser']] }

export const RUNNER: Stage = { name: 'runner', runs: [[...VITEST, '--project', 'runner']] }

export const ATTACKS: Stage = { name: 'attacks on the sandbox', runs: [[...VITEST, '--project', 'attacks']] }

export const BUILD: Stage = { name: 'build', runs: [['scripts/build.ts']], env: { NEXT_DIST_DIR: '.next-e2e', PORT: '3210', SITE_URL: '' } }

/** On the build that the stage before made. */
export const CRASH: Stage = { name: 'killed in mid-write', runs: [['scripts/crash-test.ts']] }

export const JOURNEYS: Stage = { name: 'journeys in Chromium', runs: [['scripts/e2e.ts']] }

export const ORACLE: Stage = { name: 'simulated browser against Chromium', runs: [['scripts/oracle.ts', '--fixed']] }
