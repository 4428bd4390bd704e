import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const KEPT_BYTES_MAX = 5 * 1024 * 1024

/** The path of a log under the data folder; a long one is set aside first (one older is kept). */
export function rotatedLog(dataDir: string, name: string): string {
  const folder = join(dataDir, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${name}.log`)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > KEPT_BYTES_MAX) renameSync(path, `${path}.1`)
  return path
}
