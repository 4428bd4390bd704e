/** Bounds of what the playground takes and sends, with the reason beside each. Sizes in bytes of UTF-8 unless named otherwise. */
export const PLAYGROUND_LIMITS = {
  /** The runner's own bound on sources: refused here with a sentence, before anything is sent. */
  sourceBytesMax: 64 * 1024,
  filesMax: 20,
  /** Requests that a learner adds: more than a lesson ever needs, few enough to stay inside the runner's 40 steps. */
  ownRequestsMax: 10,
  /** A whole request body: sources escaped as JSON, ten requests with their bodies. The site's entry takes no more than this. */
  runBodyBytesMax: 256 * 1024,
  /** Files escaped as JSON can take six times their size; ordinary source takes little more than itself. */
  snapshotBodyBytesMax: 160 * 1024,
  /** One event: a response of 80 KiB twice in base64, or 256 KiB of log as JSON escapes. */
  eventLengthMax: 2 * 1024 * 1024,
  /** All events of one run, in bytes: 40 exchanges at their bounds are 12 MiB. */
  runLengthMax: 24 * 1024 * 1024,
  /** Queue and run together; the runner ends a run long before this. */
  runMsMax: 120_000,
  /** Time for the runner to answer with a first byte of its head. */
  runnerAnswerMsMax: 60_000,
  /** An anonymous caller's runs: a learner who runs after each edit stays far below, a loop does not. */
  runsPerMinute: 30,
  runsBurst: 20,
  runsBurstSeconds: 10,
  runsAtOnce: 2,
  snapshotsPerHour: 20,
} as const
