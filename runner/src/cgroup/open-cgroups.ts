import { readFileSync } from 'node:fs'
import { type CgroupHost, NEEDED_CONTROLLERS } from './cgroup.ts'
import { findHierarchies } from './cgroup-files.ts'
import { openCgroupV1 } from './cgroup-v1.ts'
import { openCgroupV2 } from './cgroup-v2.ts'

/**
 * Finds out which cgroups this machine lets us use: version 2 whole, else version 1, which on machines with both holds
 * the controllers, else none. Says which controllers are missing. Removes what a killed runner left behind.
 */
export function openCgroups(): CgroupHost {
  const hierarchies = findHierarchies(readFileSync('/proc/self/mountinfo', 'utf8'), readFileSync('/proc/self/cgroup', 'utf8'))
  const unified = hierarchies.find((hierarchy) => hierarchy.controllers.length === 0)
  const v2 = unified ? openCgroupV2(unified) : null
  if (v2 && v2.missing.length < NEEDED_CONTROLLERS.length) return v2
  const v1 = openCgroupV1(hierarchies)
  return v1.create ? v1 : { description: 'no cgroup', missing: [...NEEDED_CONTROLLERS], create: null, cpuMs: () => null, close: () => undefined }
}
