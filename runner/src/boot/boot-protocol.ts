/**
 * What the runner tells a waiting program process, and how: a frame on its stdin, a length in four bytes (big-endian)
 * and that many bytes of JSON. Whatever follows on stdin is the program's own. The process has said before that it
 * waits, by one byte on descriptor 3, which it
 * then closes: the program finds stdin, stdout and stderr and no more. Only where the run has a clock does that descriptor stay, for the clock to be moved by.
 */
export interface BootFrame {
  files: { path: string; content: string }[]
  entry: string
  /** Added to the sandbox's environment, such as `PORT`. */
  env: Record<string, string>
  /** When the program's clock starts, in milliseconds since 1970; null for real time. */
  clockStartsAtMs: number | null
}

export const READY_DESCRIPTOR = 3
/** Where the files are put inside the sandbox; it is the program's working folder. */
export const WORK_FOLDER = '/app'

/** May come before the frame of the job: packages to load meanwhile, by name. */
export interface LoadFrame {
  load: string[]
}

/** The frame as bytes for stdin. */
export function encodeBootFrame(frame: BootFrame | LoadFrame): Buffer {
  const body = Buffer.from(JSON.stringify(frame), 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, body])
}
