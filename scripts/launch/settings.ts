import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describeFaults, parseSettings, type Settings } from '#lib/env-schema.ts'
import { Trouble } from './progress.ts'

/** Settings from `.env`, where the process environment wins, and the environment itself; every fault at once. */
export function readSettings(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const parsed = parseSettings(process.env)
  if (!parsed.ok) throw new Trouble(`These settings are missing or wrong:\n\n  ${describeFaults(parsed.faults).replaceAll('\n', '\n  ')}`)
  return { ...parsed.value, DATA_DIR: resolve(parsed.value.DATA_DIR) }
}

/** Where Next builds to, from the project folder. */
export function buildFolder(): string {
  return process.env.NEXT_DIST_DIR || '.next'
}
