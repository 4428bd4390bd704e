import type { IncomingMessage } from 'node:http'
import { type Job, JobSchema, type RunnerError } from '../contract.ts'
import { SERVICE_LIMITS } from '../limits.ts'

/** The job of a request, or why it is none that is run here; null when the client left before it had told all. */
export async function readJob(request: IncomingMessage): Promise<{ ok: true; job: Job } | { ok: false; error: RunnerError } | null> {
  const body = await readBody(request)
  if (body === 'gone') return null
  if (body === 'too-large') return { ok: false, error: { code: 'too-large', message: `expected at most ${SERVICE_LIMITS.bodyBytesMax} bytes` } }
  return parseJob(body.toString('utf8'))
}

/** What is still on its way of a body over the limit is let go by, so that the refusal can be read. */
function readBody(request: IncomingMessage): Promise<Buffer | 'too-large' | 'gone'> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= SERVICE_LIMITS.bodyBytesMax) parts.push(part)
      else resolve('too-large')
    })
    request.once('end', () => resolve(Buffer.concat(parts)))
    // Only the connection can fail here: it was reset, or was too slow for the server's bounds.
    request.once('error', () => resolve('gone'))
  })
}

function parseJob(body: string): { ok: true; job: Job } | { ok: false; error: RunnerError } {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ok: false, error: { code: 'bad-request', message: 'expected a job as JSON' } }
  }
  const parsed = JobSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    // A field that there is not is not in the path, which leads to where it was given.
    const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])]
    return { ok: false, error: { code: 'bad-request', message: cut(issue?.message ?? 'expected a job'), field: cut(path.join('.')) || undefined } }
  }
  return { ok: true, job: parsed.data }
}

/** Characters: fields may be named by who sends them, at any length, and a refusal is to be read by people. */
const TOLD_LENGTH_MAX = 300

const cut = (text: string): string => (text.length > TOLD_LENGTH_MAX ? `${text.slice(0, TOLD_LENGTH_MAX)}…` : text)
