/** Every bound of the runner, with the reason for its value. They are code, not settings: all machines promise the same. */

const KiB = 1024
const MiB = 1024 * KiB

/** Bounds of one run. Times in milliseconds, sizes in bytes. */
export const RUN_LIMITS = {
  /** A lesson's script ends in well under a second; five seconds leave room for a slow key derivation. */
  scriptWallMs: 5_000,
  /** Servers also answer up to forty requests. */
  labWallMs: 10_000,
  /** Express listens 0.2 s after its first line on a slow core; ten times that is a server that never will. */
  listenMs: 2_000,
  /** One absolute deadline for an exchange, whatever trickles in. */
  requestMs: 2_000,
  /** Running what falls due in a wait; a program that takes longer has its own time wrong. */
  clockMs: 2_000,
  /** One question to a service: a Redis that a program keeps busy, or has stopped, is not waited for. */
  serviceMs: 1_000,
  /** How often a wait may stop for a timer of a program, so that a service's keys are as old as the timer finds them; the rest passes at once. */
  waitStopsMax: 100,
  /** All checks of a run: they compare a few texts in some 50 ms of the processor, for which a machine that is ten times overbooked takes seconds. */
  checksMs: 10_000,
  /** CPU time of all processes of a run together: a spinning server ends before its wall time, a script at it. */
  cpuMs: 5_000,
  /** From here on a run leaves a busy processor to those that have had less: an Express server with a session and ten requests needs half of this. */
  greedyCpuMs: 50,
  /** How long from its start a run goes before all boots, also those that somebody waits for: several times as long as most take. */
  firstMs: 100,
  /** All processes and both in-memory folders together. A plain Express run peaks at 25 to 60 MiB. */
  memoryBytes: 256 * MiB,
  /** Bytes on their way between sockets, where they are counted apart: an eighth of its memory, many times what forty exchanges need. */
  socketBytes: 32 * MiB,
  /** V8's own bound, below the run's, so that a leak ends with a heap error the learner can read. */
  heapBytes: 96 * MiB,
  /** Threads count. One Node process needs 7 to 11. */
  tasksMax: 64,
  openFilesMax: 256,
  fileBytesMax: 16 * MiB,
  /** Each of the two in-memory folders, `/app` and `/tmp`. */
  folderBytesMax: 16 * MiB,
  /** stdout and stderr together: more than anybody reads, little enough for a page to show. */
  outputBytesMax: 256 * KiB,
  outputLinesMax: 2_000,
  /** How long output may still arrive after the last step or the program's end, while the program works. */
  settleMs: 100,
  /** Between two looks whether a program that works after its last answer still does. */
  busyMs: 1,
  /** How long one that was seen to rest is left to itself before a second look believes it. */
  restMs: 0.5,
  /** How long a stopped place may take to be seen empty before it counts as a fault of ours. */
  teardownMs: 5_000,
  /** How long a sandbox may take to be ready on a loaded machine. */
  bootMs: 15_000,
  /** How long one that nobody waits for makes way for others while it boots: on a machine that is always busy it would never be ready. */
  spareBootMs: 1_000,
} as const

/** Bounds of one exchange, kept by the agent. Sizes in bytes. */
export const EXCHANGE_LIMITS = {
  /** Status line and headers together, as most servers and proxies allow. */
  headBytesMax: 16 * KiB,
  /** Kept of a body, with its framing. */
  bodyBytesMax: 64 * KiB,
  /** Read at most, so that an endless body costs little; what lies beyond is not counted. */
  readBytesMax: 4 * MiB,
  /** A chunk's size line with its extensions. */
  chunkLineBytesMax: 256,
  headersMax: 200,
} as const

/**
 * Bounds of what the browsers of one run do and tell, all together: they are played in the service's own process, over what hostile servers answer. Sizes in bytes.
 */
export const BROWSER_LIMITS = {
  /** Forty steps with a redirect and a preflight each, and room; one step alone can lead through twenty redirects. */
  exchangesMax: 200,
  /** Exchanges as they are told, without decisions, about as bytes of JSON: two hundred pages of 10 KiB. From here on no more are made; a slow client has all of it kept for it. */
  exchangeBytesMax: 6 * MiB,
  /** Told of one request, whose Cookie header alone can be 720 KiB: 180 cookies of 4 KiB. */
  requestBytesMax: 32 * KiB,
  /** Decisions as JSON: ten cookies looked at two hundred times. */
  decisionBytesMax: 3 * MiB,
  /** Decisions of one event: the site reads lines of 2 MiB. */
  eventDecisionBytesMax: 1 * MiB,
} as const

/**
 * Used only where no cgroup can hold a run. There the runner itself looks at what its processes use, and ends the run at the
 * bounds above; this holds what grows between two looks. V8 reserves 0.7 GiB of addresses for each of a program's threads.
 */
export const FALLBACK_LIMITS = {
  addressSpaceBytes: 8_192 * MiB,
} as const

/** Bounds of the service. */
export const SERVICE_LIMITS = {
  /** Source, stdin and steps at their bounds fit in, JSON escapes included. */
  bodyBytesMax: 1 * MiB,
  /** Runs at once, per core: most runs wait for their own timers, not for the processor. */
  placesPerCore: 2,
  /** Places that wait booted, per core, each with some 40 MB of its own: a class that presses Run at once is served at once. */
  waitingPerCore: 4,
  /** No boot begins so long after a run did, while places wait: most runs are over by then, and a boot beside one would slow it threefold. */
  bootGraceMs: 100,
  /** After a boot that failed: long enough for a busy machine to recover. */
  bootRetryMs: 1_000,
  queueMax: 50,
  queueWaitMs: 20_000,
  /** One caller's runs at once, and how many more of theirs may wait. */
  callerRunningMax: 2,
  callerWaitingMax: 8,
  /** How long a client may take to receive what a finished run still has to tell; the run's place is not given to another meanwhile. */
  flushMs: 10_000,
  /** After SIGTERM: the longest run and its flush. */
  drainMs: 35_000,
  /** Between two attempts to end what a run left and could not be ended. */
  endAgainMs: 1_000,
  /** How long the answer to "ready?" stands for those who ask next. */
  readyKeptMs: 1_000,
  /** While learners use every place, the last run that ended well proves the sandbox for as long: the longest run and its wait. */
  proofHoldsMs: 60_000,
  /** Between two plays of the canary. */
  canaryMs: 60_000,
  /** A trial run takes some 20 ms; the rest is for a machine that boots places for others first. */
  trialMs: 20_000,
  /** How long a run waits for a self-test that goes on, which takes less than a second on a machine that has time. */
  testWaitMs: 5_000,
  /** After a first self-test that failed, for it may have met a busy moment; twice as long after each that follows. */
  selfTestRetryMs: 1_000,
  /** At most so long between two self-tests, so that an installed package heals a sandbox soon. */
  selfTestRetryMsMax: 8_000,
} as const
