import 'server-only'
import { describeFaults, type Env, parseEnv } from './env-schema.ts'

let parsed: Env | undefined

/**
 * The site's settings, read once from the environment at the first call.
 * Throws with every fault (names, never values) when one is missing or wrong; nothing that is built statically may call it.
 */
export function env(): Env {
  if (parsed) return parsed
  const result = parseEnv(process.env)
  if (!result.ok) throw new Error(`These settings are missing or wrong:\n${describeFaults(result.faults)}`)
  parsed = result.value
  return parsed
}
