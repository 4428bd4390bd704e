import { readFileSync } from 'node:fs'
import { encodeBootFrame } from '../boot/boot-protocol.ts'
import type { Cgroup, CgroupBounds, CgroupHost } from '../cgroup/cgroup.ts'
import { RUN_LIMITS } from '../limits.ts'
import { createAgentClient } from './agent-client.ts'
import { agentArguments, programArguments } from './bwrap-arguments.ts'
import { type BwrapProcess, hear, launchBwrap, SandboxFault } from './bwrap-process.ts'
import { identityOfPlace } from './identity.ts'
import { listeningPortsOf } from './listening-ports.ts'
import { measureTree } from './process-state.ts'
import type { Place, PlaceRequest, Sandbox } from './sandbox.ts'

/** What the machine offers, found by `inspectMachine`. */
export interface SandboxParts {
  bwrap: string
  nsenter: string
  rootFolder: string
  asRoot: boolean
  filter: Buffer
  cgroups: CgroupHost
  /** Whether bubblewrap can forbid further user namespaces by the kernel's own count, besides the filter. */
  closesUserNamespaces: boolean
}

/** An agent reads what hostile servers write, within bounds; this holds it to them. */
const AGENT_BOUNDS = { memoryBytes: 160 * 1024 * 1024, tasksMax: 32, cpus: 1 }
const PROGRAM_BOUNDS = { memoryBytes: RUN_LIMITS.memoryBytes, tasksMax: RUN_LIMITS.tasksMax, cpus: 1 }

/** The real sandbox: a learner's program in namespaces of its own; for a lab next to an agent, whose network it shares. */
export function createBubblewrapSandbox(parts: SandboxParts): Sandbox {
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
    degraded: parts.cgroups.missing.map((controller) => `${controller} cgroup`),
    open: (request) => {
      opened += 1
      return openPlace(parts, request, `run-${opened}`)
    },
    close: () => parts.cgroups.close(),
  }
}

async function openPlace(parts: SandboxParts, request: PlaceRequest, name: string): Promise<Place> {
  const identity = identityOfPlace(request.number, parts.asRoot)
  const hosts = `127.0.0.1 localhost ${request.hosts.join(' ')}\n`
  const groups: Cgroup[] = []
  const createGroup = (groupName: string, bounds: CgroupBounds): Cgroup | null => {
    const group = parts.cgroups.create?.(groupName, bounds) ?? null
    if (group) groups.push(group)
    return group
  }
  const programs: BwrapProcess[] = []
  let agentProcess: BwrapProcess | null = null
  const launch = (args: string[], cgroup: Cgroup | null, joined: BwrapProcess | null): Promise<BwrapProcess> =>
    launchBwrap({
      bwrap: parts.bwrap,
      arguments: args,
      identity,
      filter: parts.filter,
      hosts,
      join: joined && { nsenter: parts.nsenter, pid: joined.first.pid },
      beforeRun: (pid) => cgroup?.add(pid),
    })
  const close = (): Promise<void> => closeAll([...programs, ...(agentProcess ? [agentProcess] : [])], groups)

  try {
    const group = createGroup(name, PROGRAM_BOUNDS)
    if (request.kind === 'lab') {
      agentProcess = await launch(agentArguments(parts.rootFolder), createGroup(`${name}-agent`, AGENT_BOUNDS), null)
      agentProcess.stderr.resume()
      agentProcess.ready.resume()
      await namespacesAreSet(agentProcess.first.pid)
    }
    const agent = agentProcess && createAgentClient(agentProcess.stdin, agentProcess.stdout)
    // Awaited when the program is ready too; a fault before that must not count as unheard.
    agent?.ready.catch(() => undefined)
    return {
      agent,
      start: async (spec, onOutput) => {
        const started = await launch(
          programArguments({
            rootFolder: parts.rootFolder,
            joinsNetwork: agentProcess !== null,
            hasCgroup: group !== null,
            closesUserNamespaces: parts.closesUserNamespaces,
          }),
          group,
          agentProcess,
        )
        programs.push(started)
        await Promise.all([programIsReady(started), agent?.ready])
        started.stdout.on('data', (bytes: Buffer) => onOutput('stdout', bytes))
        started.stderr.on('data', (bytes: Buffer) => onOutput('stderr', bytes)).resume()
        started.stdin.write(encodeBootFrame({ files: spec.files, entry: spec.entry, env: spec.env }))
        started.stdin.end(spec.stdin)
        return { ended: started.ended, drained: started.drained }
      },
      usage: () => ({
        ...(group?.usage() ?? { cpuMs: null, memoryPeakBytes: null, oomKills: null }),
        sampled: group && parts.cgroups.missing.length === 0 ? null : sample(programs),
      }),
      listeningPorts: () => (agentProcess ? listeningPortsOf(agentProcess.first.pid) : []),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function sample(programs: BwrapProcess[]): { cpuMs: number; memoryBytes: number } {
  const measured = programs.map((program) => measureTree(program.first.pid))
  return {
    cpuMs: measured.reduce((sum, tree) => sum + tree.cpuMs, 0),
    memoryBytes: measured.reduce((sum, tree) => sum + tree.memoryBytes, 0),
  }
}

/** The program's process has told that it waits for its job. When it ends first, what it complained of is the fault's text. */
async function programIsReady(started: BwrapProcess): Promise<void> {
  const complaint = hear(started.stderr)
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new SandboxFault('the program did not start in time')), RUN_LIMITS.bootMs)
    started.ready.once('data', () => {
      clearTimeout(timer)
      resolve()
    })
    void started.drained.then(() => {
      clearTimeout(timer)
      reject(new SandboxFault(`the sandbox ended before its program: ${complaint.text()}`))
    })
  })
  complaint.stop()
}

/** A network can be joined once its user namespace knows its users, which takes bubblewrap a moment. */
async function namespacesAreSet(pid: number): Promise<void> {
  const deadline = performance.now() + RUN_LIMITS.bootMs
  while (readFileSync(`/proc/${pid}/uid_map`, 'latin1').trim() === '') {
    if (performance.now() > deadline) throw new SandboxFault('the network was not made in time')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** Ends every namespace, then empties and removes the cgroups; what was written until then has been told when it resolves. */
async function closeAll(processes: BwrapProcess[], groups: Cgroup[]): Promise<void> {
  await Promise.all(processes.map((one) => one.end()))
  for (const group of groups) {
    const deadline = performance.now() + RUN_LIMITS.teardownMs
    while (!group.isEmpty()) {
      if (performance.now() > deadline) throw new SandboxFault('a cgroup still holds processes')
      group.kill()
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    group.remove()
  }
  await Promise.all(processes.map((one) => one.drained))
}
