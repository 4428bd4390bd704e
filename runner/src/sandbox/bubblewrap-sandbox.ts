import { rmSync } from 'node:fs'
import type { CgroupHost } from '../cgroup/cgroup.ts'
import { RUN_LIMITS } from '../limits.ts'
import type { ServiceName } from '../services/service-rules.ts'
import { createWorkFolder } from '../work-folder.ts'
import { identityOfPlace } from './identity.ts'
import { openPlace } from './open-place.ts'
import { createPlaceNumbers } from './place-numbers.ts'
import { createRightOfWay } from './right-of-way.ts'
import type { Sandbox } from './sandbox.ts'

/** What the machine offers, found by `inspectMachine`. */
export interface SandboxParts {
  bwrap: string
  nsenter: string
  rootFolder: string
  /** The runner makes a folder in it that the sandbox's user can reach. */
  workParent: string
  asRoot: boolean
  filter: Buffer
  /** For a service, which needs other calls than programs do, and fewer. */
  serviceFilter: Buffer
  services: readonly ServiceName[]
  cgroups: CgroupHost
  /** Whether bubblewrap can forbid further user namespaces by the kernel's own count, besides the filter. */
  closesUserNamespaces: boolean
}

/** The real sandbox: learners' programs in namespaces of their own, next to an agent whose network they share. */
export function createBubblewrapSandbox(parts: SandboxParts): Sandbox {
  const numbers = createPlaceNumbers()
  const rightOfWay = createRightOfWay()
  const spares = new Set<() => void>()
  const workFolder = createWorkFolder(parts.workParent)
  let opened = 0
  return {
    layers: [
      ...[
        'user, pid, mount, network, ipc and uts namespaces',
        'no /proc',
        'read-only root',
        'seccomp allow-list',
        'rlimits',
        parts.cgroups.description,
      ],
      parts.asRoot ? 'a host user for each place' : "the runner's own host user",
    ],
    services: parts.services,
    degraded: parts.cgroups.missing.map((controller) => `${controller} cgroup`),
    open: async (urgency = 'now') => {
      opened += 1
      const number = numbers.take()
      const identity = identityOfPlace(number, parts.asRoot)
      const { promise: hurried, resolve: hurry } = Promise.withResolvers<void>()
      if (urgency === 'spare') spares.add(hurry)
      const patience = setTimeout(hurry, RUN_LIMITS.spareBootMs).unref()
      const name = `run-${opened}`
      const place = await openPlace({ ...parts, workFolder, identity, name, rightOfWay, hurried: urgency === 'spare' ? hurried : null }).finally(
        () => {
          clearTimeout(patience)
          spares.delete(hurry)
        },
      )
      let closing: Promise<void> | null = null
      return {
        ...place,
        close: () => {
          // The number, and with it a host user, is given again only after everything of the place was seen to be gone. Until then it can be asked for again.
          closing ??= place.close().then(
            () => numbers.giveBack(number),
            (error: unknown) => {
              closing = null
              throw error
            },
          )
          return closing
        },
      }
    },
    hurry: () => {
      for (const hurry of spares) hurry()
    },
    cpuMs: parts.cgroups.cpuMs,
    close: () => {
      parts.cgroups.close()
      rmSync(workFolder, { recursive: true, force: true })
    },
  }
}
