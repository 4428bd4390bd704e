import { readFileSync, rmSync } from 'node:fs'
import { encodeBootFrame } from '../boot/boot-protocol.ts'
import type { Cgroup, CgroupBounds, CgroupHost } from '../cgroup/cgroup.ts'
import { RUN_LIMITS } from '../limits.ts'
import { createWorkFolder } from '../work-folder.ts'
import { createAgentClient } from './agent-client.ts'
import { agentArguments, programArguments } from './bwrap-arguments.ts'
import { type BwrapProcess, hear, launchBwrap, SandboxFault } from './bwrap-process.ts'
import { createHostsFile } from './hosts-file.ts'
import { identityOfPlace } from './identity.ts'
import { listeningPortsOf } from './listening-ports.ts'
import { createPlaceNumbers } from './place-numbers.ts'
import { measureTree } from './process-state.ts'
import type { Place, Program, ProgramSpec, Sandbox } from './sandbox.ts'

/** What the machine offers, found by `inspectMachine`. */
export interface SandboxParts {
  bwrap: string
  nsenter: string
  rootFolder: string
  /** The runner makes a folder in it that the sandbox's user can reach. */
  workParent: string
  asRoot: boolean
  filter: Buffer
  cgroups: CgroupHost
  /** Whether bubblewrap can forbid further user namespaces by the kernel's own count, besides the filter. */
  closesUserNamespaces: boolean
}

/** Of a busy processor, for what boots while others run. */
const SPARE_SHARE = 0.1

/** An agent reads what hostile servers write, within bounds; this holds it to them. */
const AGENT_BOUNDS = { memoryBytes: 160 * 1024 * 1024, tasksMax: 32, cpus: 1 }
const PROGRAM_BOUNDS = { memoryBytes: RUN_LIMITS.memoryBytes, tasksMax: RUN_LIMITS.tasksMax, cpus: 1 }

/** The real sandbox: a learner's program in namespaces of its own, next to an agent whose network it shares. */
export function createBubblewrapSandbox(parts: SandboxParts): Sandbox {
  const numbers = createPlaceNumbers()
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
    degraded: parts.cgroups.missing.map((controller) => `${controller} cgroup`),
    open: async (urgency = 'now') => {
      opened += 1
      const number = numbers.take()
      const place = await openPlace({ ...parts, workFolder }, number, `run-${opened}`, urgency === 'spare' ? SPARE_SHARE : 1)
      let closing: Promise<void> | null = null
      return {
        ...place,
        close: () => {
          // The number, and with it a host user, is given again only after everything of the place was seen to be gone.
          closing ??= place.close().then(() => numbers.giveBack(number))
          return closing
        },
      }
    },
    close: () => {
      parts.cgroups.close()
      rmSync(workFolder, { recursive: true, force: true })
    },
  }
}

async function openPlace(parts: SandboxParts & { workFolder: string }, number: number, name: string, share: number): Promise<Place> {
  const identity = identityOfPlace(number, parts.asRoot)
  const hostsFile = createHostsFile(parts.workFolder, `${name}.hosts`)
  const groups: Cgroup[] = []
  const createGroup = (groupName: string, bounds: CgroupBounds): Cgroup | null => {
    const group = parts.cgroups.create?.(groupName, bounds) ?? null
    if (group) groups.push(group)
    group?.weigh(share)
    return group
  }
  const processes: BwrapProcess[] = []
  const launch = async (args: string[], cgroup: Cgroup | null, joined: BwrapProcess | null): Promise<BwrapProcess> => {
    const started = await launchBwrap({
      bwrap: parts.bwrap,
      arguments: args,
      identity,
      filter: parts.filter,
      join: joined && { nsenter: parts.nsenter, pid: joined.first.pid },
      beforeRun: (pid) => cgroup?.add(pid),
    })
    processes.push(started)
    return started
  }
  const close = async (): Promise<void> => {
    hostsFile.close()
    await closeAll(processes, groups)
  }

  try {
    const group = createGroup(name, PROGRAM_BOUNDS)
    const agentProcess = await launch(agentArguments(parts.rootFolder), createGroup(`${name}-agent`, AGENT_BOUNDS), null)
    agentProcess.stderr.resume()
    agentProcess.ready.resume()
    await namespacesAreSet(agentProcess.first.pid)
    const agent = createAgentClient(agentProcess.stdin, agentProcess.stdout)
    // Awaited when the program is ready too; a fault before that must not count as unheard.
    agent.ready.catch(() => undefined)
    const { rootFolder, closesUserNamespaces } = parts
    const program = await launch(
      programArguments({ rootFolder, hostsFile: hostsFile.path, hasCgroup: group !== null, closesUserNamespaces }),
      group,
      agentProcess,
    )
    let isWhole = true
    for (const one of processes) {
      void one.ended.then(() => {
        isWhole = false
      })
    }
    await Promise.all([programIsReady(program), agent.ready])
    hostsFile.unlink()
    const isSampled = group === null || parts.cgroups.missing.length > 0
    const meter = createMeter(group, isSampled ? program : null)
    return {
      agent,
      isWhole: () => isWhole,
      start: async (spec, onOutput) => {
        for (const one of groups) one.weigh(1)
        meter.begin()
        hostsFile.name(spec.hosts)
        return startProgram(program, spec, onOutput)
      },
      usage: meter.usage,
      listeningPorts: () => listeningPortsOf(agentProcess.first.pid),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function startProgram(waiting: BwrapProcess, spec: ProgramSpec, onOutput: (stream: 'stdout' | 'stderr', bytes: Buffer) => void): Program {
  waiting.stdout.on('data', (bytes: Buffer) => onOutput('stdout', bytes))
  waiting.stderr.on('data', (bytes: Buffer) => onOutput('stderr', bytes)).resume()
  waiting.stdin.write(encodeBootFrame({ files: spec.files, entry: spec.entry, env: spec.env }))
  waiting.stdin.end(spec.stdin)
  return { ended: waiting.ended, drained: waiting.drained }
}

/** Counts what is used from `begin` on: booting is not the program's. */
function createMeter(group: Cgroup | null, sampled: BwrapProcess | null): { begin(): void; usage: Place['usage'] } {
  const sample = () => sampled && measureTree(sampled.first.pid)
  const from = { cpuMs: 0, sampledCpuMs: 0 }
  return {
    begin: () => {
      from.cpuMs = group?.usage().cpuMs ?? 0
      from.sampledCpuMs = sample()?.cpuMs ?? 0
      group?.forgetPeak()
    },
    usage: () => {
      const counted = group?.usage() ?? { cpuMs: null, memoryPeakBytes: null, oomKills: null }
      const seen = sample()
      return {
        ...counted,
        cpuMs: counted.cpuMs === null ? null : Math.max(0, counted.cpuMs - from.cpuMs),
        sampled: seen && { ...seen, cpuMs: Math.max(0, seen.cpuMs - from.sampledCpuMs) },
      }
    },
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
