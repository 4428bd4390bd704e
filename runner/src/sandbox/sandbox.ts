import type { ProgramClock } from '../clock/run-clock.ts'
import type { ServiceName } from '../services/service-rules.ts'
import type { AgentClient } from './agent-client.ts'

/** A program for a sandbox: its files, the one to run, what it finds in its environment and on its stdin. */
export interface ProgramSpec {
  files: { path: string; content: string }[]
  entry: string
  env: Record<string, string>
  stdin: string
  /** When its clock starts, in milliseconds since 1970; null for real time, which cannot be moved. */
  clockStartsAtMs: number | null
}

/** How a program ended: by itself with a code, or by a signal. Exactly one is not null. */
export interface ProgramEnd {
  exitCode: number | null
  signal: string | null
}

/** A learner's running program. What it writes is data; nothing it writes can be taken for the runner's own. */
export interface Program {
  /** Resolves when the first process has ended; never rejects. Others it started may still run until the place closes. */
  ended: Promise<ProgramEnd>
  /** Resolves when stdout and stderr have told all: at the latest when the place has closed. */
  drained: Promise<void>
  /** Null where it has real time. */
  clock: ProgramClock | null
  /** Ends all its processes and waits until they are gone. Rejects when that takes too long. */
  end(): Promise<void>
}

/** What a run has used since its program was started. CPU time and memory are of all processes together; null where no cgroup counts them. */
export interface PlaceUsage {
  cpuMs: number | null
  memoryPeakBytes: number | null
  oomKills: number | null
  /** Sampled from the processes themselves, for bounds where no cgroup holds: less exact, never null. */
  sampled: { cpuMs: number; memoryBytes: number } | null
}

/** A service that was started in a run's network, in a sandbox of its own. */
export interface ServiceProcess {
  /** Resolves when it has ended, for whatever reason; never rejects. */
  ended: Promise<ProgramEnd>
  /** To be told once it answers: from now on programs find its unix socket, and it can make no file any more. False when it made no socket. */
  offer(): boolean
  /** Ends it and waits until it is gone. Rejects when that takes too long. */
  end(): Promise<void>
}

/** One run's place: its own network, its own processes, its own folders. Used once. A process is booted in it and waits for its program. */
export interface Place {
  /** The HTTP driver in this network. */
  agent: AgentClient
  /** Whether everything that was booted still waits. */
  isWhole(): boolean
  /**
   * Has as many processes wait for a program, all of them loading these packages meanwhile, and lets these names lead to the network's loopback
   * (told once). Rejects when the sandbox could not be made.
   */
  prepare(needs: { programs: number; hosts?: string[]; packages?: string[] }): Promise<void>
  /** Starts a service that the sandbox has; whether it answers is for the agent to ask. Rejects when its sandbox could not be made. */
  startService(name: ServiceName): Promise<ServiceProcess>
  /** Gives a waiting process its program; `onOutput` gets its bytes in order of arrival. Throws when none waits. */
  start(spec: ProgramSpec, onOutput: (stream: 'stdout' | 'stderr', bytes: Buffer) => void): Program
  usage(): PlaceUsage
  /** From now on it leaves a busy processor to runs that have had little of it. */
  makeWay(): void
  /** Whether a program works, or would if it got the processor; false when all of them wait for something. */
  isBusy(): boolean
  /** Ports on which something listens in this network. */
  listeningPorts(): number[]
  /** Ends every process and waits until none is left. Rejects when one could not be ended: then the place must not be used again. */
  close(): Promise<void>
}

/** The isolation, behind one interface. */
export interface Sandbox {
  /** The layers in force, for people. */
  layers: string[]
  /** Layers that this machine lacks, by name; empty when the sandbox is whole. */
  degraded: string[]
  /** What may be started beside a run's programs. */
  services: readonly ServiceName[]
  /** A place of its own, booted: `spare` is one that nobody waits for yet, and leaves the processor to runs that have had little of it. Rejects when the sandbox could not be made, or when the signal ends the wait for it. */
  open(urgency?: 'now' | 'spare', signal?: AbortSignal): Promise<Place>
  /** Somebody waits: spare places that still boot make way no more. */
  hurry?(): void
  /** Processor time of all places so far, booting included, in milliseconds; null where no cgroup counts it. */
  cpuMs?(): number | null
  /** Gives back what belongs to the sandbox as a whole. */
  close(): void
}
