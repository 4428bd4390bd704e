import { encodeBootFrame } from '../boot/boot-protocol.ts'
import type { Cgroup, CgroupBounds, CgroupHost } from '../cgroup/cgroup.ts'
import { createProgramClock } from '../clock/run-clock.ts'
import { RUN_LIMITS } from '../limits.ts'
import { REDIS_COMMAND } from '../services/redis-arguments.ts'
import { SERVICES } from '../services/service-rules.ts'
import { type AgentClient, createAgentClient } from './agent-client.ts'
import { agentArguments, programArguments, serviceArguments, TELLS_END } from './bwrap-arguments.ts'
import { type BwrapProcess, launchBwrap, SandboxFault } from './bwrap-process.ts'
import { createHostsFile, type HostsFile } from './hosts-file.ts'
import type { Identity } from './identity.ts'
import { createMeter } from './meter.ts'
import { hasUserMap, isRunning, isTreeBusy } from './process-state.ts'
import type { RightOfWay } from './right-of-way.ts'
import type { Place, Program, ProgramSpec } from './sandbox.ts'
import { createSocketFolder } from './socket-folder.ts'
import { listeningPortsOf, queuedBytesOf } from './tcp-tables.ts'

/** What a place is made of. */
export interface PlaceParts {
  bwrap: string
  nsenter: string
  rootFolder: string
  /** Of the runner's own, reachable for the sandbox's user. */
  workFolder: string
  filter: Buffer
  serviceFilter: Buffer
  cgroups: CgroupHost
  closesUserNamespaces: boolean
  identity: Identity | null
  /** Unique among the places of this runner. */
  name: string
  /** Null when somebody waits for it. Else it boots behind all others until this resolves. */
  hurried: Promise<void> | null
  rightOfWay: RightOfWay
}

/** An agent reads what hostile servers write, within bounds; this holds it to them. */
const AGENT_BOUNDS = { memoryBytes: 160 * 1024 * 1024, socketBytes: RUN_LIMITS.socketBytes, tasksMax: 32, cpus: 1 }
const PROGRAM_BOUNDS = { memoryBytes: RUN_LIMITS.memoryBytes, socketBytes: RUN_LIMITS.socketBytes, tasksMax: RUN_LIMITS.tasksMax, cpus: 1 }

/** A booted process that has no program yet, and the file in which it will find the names of the run's sites. */
interface WaitingProcess {
  process: BwrapProcess
  hostsFile: HostsFile
  /** Whether it was told what to load. */
  loads: boolean
}

/** Boots a network with an agent, and in it a process that waits for a program. Rejects, with nothing left, when that could not be done. */
export async function openPlace(parts: PlaceParts): Promise<Place> {
  const { name, cgroups } = parts
  const groups: Cgroup[] = []
  const createGroup = (groupName: string, bounds: CgroupBounds): Cgroup | null => {
    const group = cgroups.create?.(groupName, bounds) ?? null
    if (group) groups.push(group)
    return group
  }
  const group = createGroup(name, PROGRAM_BOUNDS)
  const agentGroup = createGroup(`${name}-agent`, AGENT_BOUNDS)
  const way = parts.rightOfWay.join((makesWay) => {
    for (const one of groups) one.makeWay(makesWay)
  })
  const processes: BwrapProcess[] = []
  const programs: BwrapProcess[] = []
  const services: BwrapProcess[] = []
  const waiting: WaitingProcess[] = []
  const hostsFiles: HostsFile[] = []
  const sockets = createSocketFolder(parts.workFolder, `${name}.sockets`)
  const booting = new Set<Promise<unknown>>()
  let isWhole = true
  /** Whether it is somebody's: what it used before was ours. */
  let isTaken = false
  let isClosed = false
  let firstMoment: NodeJS.Timeout | undefined
  let hosts: string[] | null = null

  const launch = async (
    args: string[],
    cgroup: Cgroup | null,
    joined: BwrapProcess | null,
    { filter = parts.filter, tellsEnd = false } = {},
  ): Promise<BwrapProcess> => {
    const started = await launchBwrap({
      bwrap: parts.bwrap,
      arguments: args,
      identity: parts.identity,
      filter,
      tellsEnd,
      join: joined && { nsenter: parts.nsenter, pid: joined.first.pid },
      beforeRun: async (pid) => cgroup?.add(pid),
    })
    processes.push(started)
    if (isClosed) {
      await started.end()
      throw closedFault()
    }
    return started
  }
  const bootProgram = async (agentProcess: BwrapProcess): Promise<void> => {
    const hostsFile = createHostsFile(parts.workFolder, `${name}-${hostsFiles.length}.hosts`)
    hostsFiles.push(hostsFile)
    if (hosts) hostsFile.name(hosts)
    const { rootFolder, closesUserNamespaces } = parts
    const args = programArguments({
      rootFolder,
      hostsFile: hostsFile.path,
      socketFolder: sockets.path,
      hasCgroup: group !== null,
      closesUserNamespaces,
    })
    const process = await launch(args, group, agentProcess, { tellsEnd: TELLS_END })
    programs.push(process)
    await programIsReady(process)
    hostsFile.unlink()
    waiting.push({ process, hostsFile, loads: false })
  }
  const close = async (): Promise<void> => {
    isClosed = true
    clearTimeout(firstMoment)
    // Ending takes processor time too, and a place that made way for others would be long about it.
    way.stand('aside')
    // What is still booting would otherwise come after everything was seen to be gone. What runs is not left to go on meanwhile, or it could have that last for long.
    const running = processes.filter((one) => !services.includes(one))
    await Promise.allSettled([...booting, ...running.map((one) => one.end())])
    for (const file of hostsFiles) file.close()
    await closeAll(processes, services, groups)
    way.leave()
    await sockets.remove()
  }

  way.stand(parts.hurried ? 'behind' : 'ahead')
  void parts.hurried?.then(() => way.stand('ahead'))

  try {
    const agentProcess = await launch(agentArguments(parts.rootFolder), agentGroup, null)
    agentProcess.ready.resume()
    await namespacesAreSet(agentProcess)
    const agent = createAgentClient(agentProcess.stdin, agentProcess.stdout)
    await Promise.all([bootProgram(agentProcess), agentIsReady(agentProcess, agent)])
    way.stand('aside')
    for (const one of processes) {
      void one.ended.then(() => {
        isWhole = false
      })
    }
    const isSampled = group === null || cgroups.missing.length > 0
    const sampled = { pids: () => [...programs, ...services].map((one) => one.first.pid), queuedBytes: () => queuedBytesOf(agentProcess.first.pid) }
    const meter = createMeter(group, isSampled ? sampled : null)
    return {
      agent,
      isWhole: () => isWhole,
      prepare: async (needs) => {
        // Nothing may begin to boot in a place of which everything was seen to be gone.
        if (isClosed) throw closedFault()
        if (!isTaken) way.stand('ahead')
        if (needs.hosts) {
          hosts = needs.hosts
          for (const { hostsFile } of waiting) hostsFile.name(hosts)
        }
        // What waits already loads while the others boot.
        if (needs.packages?.length) haveLoaded(waiting, needs.packages)
        const boots = Array.from({ length: Math.max(0, needs.programs - waiting.length) }, () => bootProgram(agentProcess))
        for (const boot of boots) booting.add(boot)
        // All are waited for, so that a place that is closed then holds none that still boots.
        const failed = (await Promise.allSettled(boots)).find((boot) => boot.status === 'rejected')
        for (const boot of boots) booting.delete(boot)
        if (failed) throw failed.reason
        if (isClosed) throw closedFault()
        if (needs.packages?.length) haveLoaded(waiting, needs.packages)
        if (isTaken) return
        isTaken = true
        // Not before: a boot works ten times as hard as most runs.
        way.stand('first')
        firstMoment = setTimeout(() => way.stand('ahead'), RUN_LIMITS.firstMs).unref()
        meter.begin()
      },
      start: (spec, onOutput) => {
        const next = waiting.shift()
        if (!next) throw new SandboxFault('no process waits for a program')
        return startProgram(next.process, spec, onOutput)
      },
      startService: async (service) => {
        const { rootFolder, closesUserNamespaces } = parts
        const socket = sockets.makeRoom(SERVICES[service].socket, parts.identity)
        const args = serviceArguments({ rootFolder, socketFolder: socket.path, hasCgroup: group !== null, closesUserNamespaces }, REDIS_COMMAND)
        const start = launch(args, group, agentProcess, { filter: parts.serviceFilter })
        booting.add(start)
        const process = await start.finally(() => booting.delete(start))
        // Nobody listens to it: it may be made to say anything, for ever.
        for (const stream of [process.stdin, process.stdout, process.stderr, process.ready]) stream.destroy()
        services.push(process)
        return { ended: process.ended, end: process.end, offer: socket.offer }
      },
      usage: meter.usage,
      makeWay: () => {
        clearTimeout(firstMoment)
        if (!isClosed) way.stand('behind')
      },
      isBusy: () => [...programs, ...services].some((one) => isTreeBusy(one.first.pid)),
      listeningPorts: () => listeningPortsOf(agentProcess.first.pid),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Tells processes that wait what to load; each once. */
function haveLoaded(waiting: WaitingProcess[], packages: string[]): void {
  for (const one of waiting.filter(({ loads }) => !loads)) {
    one.loads = true
    one.process.stdin.write(encodeBootFrame({ load: packages }))
  }
}

const closedFault = (): SandboxFault => new SandboxFault('the place was closed while its processes booted')

function startProgram(waiting: BwrapProcess, spec: ProgramSpec, onOutput: (stream: 'stdout' | 'stderr', bytes: Buffer) => void): Program {
  waiting.stdout.on('data', (bytes: Buffer) => onOutput('stdout', bytes))
  waiting.stderr.on('data', (bytes: Buffer) => onOutput('stderr', bytes)).resume()
  const { files, entry, env, clockStartsAtMs } = spec
  waiting.stdin.write(encodeBootFrame({ files, entry, env, clockStartsAtMs }))
  waiting.stdin.end(spec.stdin)
  const clock = clockStartsAtMs === null ? null : createProgramClock(waiting.ready)
  return { ended: waiting.ended, drained: waiting.drained, clock, end: waiting.end }
}

/** The program's process has told that it waits for its job. When it ends first, what it complained of is the fault's text. */
async function programIsReady(started: BwrapProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new SandboxFault('the program did not start in time')), RUN_LIMITS.bootMs)
    started.ready.once('data', () => {
      clearTimeout(timer)
      resolve()
    })
    void started.drained.then(() => {
      clearTimeout(timer)
      reject(new SandboxFault(`the sandbox ended before its program: ${started.complaint.text()}`))
    })
  })
  started.complaint.stop()
}

/** How long the complaint of an agent that did not start is waited for. */
const COMPLAINT_MS = 100

/** The agent has told that it works. When it ends first, what it complained of is the fault's text. */
async function agentIsReady(process: BwrapProcess, agent: AgentClient): Promise<void> {
  await agent.ready.catch(async (cause: unknown) => {
    // Its complaint may arrive a moment after its end; an agent that is merely silent has not ended.
    await Promise.race([process.drained, new Promise((resolve) => setTimeout(resolve, COMPLAINT_MS))])
    throw new SandboxFault(`the sandbox ended before its agent: ${process.complaint.text()}`, { cause })
  })
  process.complaint.stop()
  process.stderr.resume()
}

/** A network can be joined once its user namespace knows its users, which takes bubblewrap a moment. When it ends first, what it complained of is the fault's text. */
async function namespacesAreSet({ first, complaint, drained }: BwrapProcess): Promise<void> {
  const deadline = performance.now() + RUN_LIMITS.bootMs
  while (!hasUserMap(first)) {
    if (!isRunning(first)) {
      await drained
      throw new SandboxFault(`the sandbox ended before its network was made: ${complaint.text()}`)
    }
    if (performance.now() > deadline) throw new SandboxFault('the network was not made in time')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** Ends every namespace, then empties and removes the cgroups; what was written until then has been told when it resolves. */
async function closeAll(processes: BwrapProcess[], services: BwrapProcess[], groups: Cgroup[]): Promise<void> {
  // Services last: a program would see its Redis go, and complain of it.
  try {
    await Promise.all(processes.filter((one) => !services.includes(one)).map((one) => one.end()))
  } finally {
    await Promise.all(services.map((one) => one.end()))
  }
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
