import type { Readable, Writable } from 'node:stream'
import { type AgentAnswer, AgentAnswerSchema, type AgentOrder, ANSWER_LINE_BYTES_MAX, type Asked, type Exchanged } from '../agent/agent-protocol.ts'
import { RUN_LIMITS } from '../limits.ts'
import { SandboxFault } from './bwrap-process.ts'

/** The runner's side of an agent. One order at a time; a silent or garbled agent is a fault of ours, never the learner's. */
export interface AgentClient {
  /** Whether something accepted a connection on the port in time. */
  awaitListen(port: number, deadlineMs: number): Promise<boolean>
  /** Performs one exchange; settles soon after the deadline at the latest. */
  exchange(order: { port: number; raw: Buffer; method: string; deadlineMs: number }): Promise<Exchanged>
  /** Sends bytes to a port and reads what comes until the other side closes, at most for so long; where `awaits`, what does not listen yet is waited for. */
  ask(order: { port: number; raw: Buffer; awaits: boolean; deadlineMs: number }): Promise<{ bytes: Buffer; failure: Asked['failure'] }>
  /** Resolves once the agent works. */
  ready: Promise<void>
}

/** How long beyond an order's own deadline an agent may be silent: it shares the machine with everything else. */
const SILENCE_MS = 5_000

type Order = AgentOrder extends infer T ? (T extends AgentOrder ? Omit<T, 'id'> : never) : never

export function createAgentClient(stdin: Writable, stdout: Readable): AgentClient {
  let pending: { resolve: (answer: AgentAnswer) => void; reject: (error: Error) => void } | null = null
  let broken: SandboxFault | null = null
  let nextId = 1
  const parts: Buffer[] = []
  let partBytes = 0

  const breakWith = (message: string): void => {
    broken ??= new SandboxFault(message)
    pending?.reject(broken)
    pending = null
    stdout.destroy()
  }
  const takeLine = (line: string): void => {
    const parsed = AgentAnswerSchema.safeParse(parseJson(line))
    if (parsed.success && pending) {
      pending.resolve(parsed.data)
      pending = null
    } else breakWith('the agent said what was not asked')
  }
  stdout.on('data', (bytes: Buffer) => {
    let rest = bytes
    for (let end = rest.indexOf(0x0a); end !== -1; end = rest.indexOf(0x0a)) {
      const line = Buffer.concat([...parts.splice(0), rest.subarray(0, end)]).toString('utf8')
      partBytes = 0
      rest = rest.subarray(end + 1)
      takeLine(line)
    }
    parts.push(rest)
    partBytes += rest.length
    if (partBytes > ANSWER_LINE_BYTES_MAX) breakWith('the agent said more than it can have to say')
  })
  stdout.once('close', () => breakWith('the agent ended'))

  const hear = (waitMs: number): Promise<AgentAnswer> =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken)
      const timer = setTimeout(() => breakWith('the agent was silent'), waitMs)
      pending = {
        resolve: (answer) => {
          clearTimeout(timer)
          resolve(answer)
        },
        reject: (error) => {
          clearTimeout(timer)
          reject(error)
        },
      }
    })
  const perform = async <K extends AgentAnswer['kind']>(
    order: Order & { deadlineMs: number },
    kind: K,
  ): Promise<Extract<AgentAnswer, { kind: K }>> => {
    if (pending) throw new Error('an agent takes one order at a time')
    const id = nextId
    nextId += 1
    const heard = hear(order.deadlineMs + SILENCE_MS)
    stdin.write(`${JSON.stringify({ ...order, id })}\n`)
    const answer = await heard
    if (answer.kind !== kind || !('id' in answer) || answer.id !== id) throw new SandboxFault('the agent answered another order')
    return answer as Extract<AgentAnswer, { kind: K }>
  }
  return {
    ready: hear(RUN_LIMITS.bootMs).then((answer) => {
      if (answer.kind !== 'ready') throw new SandboxFault('the agent did not say that it is ready')
    }),
    awaitListen: async (port, deadlineMs) => (await perform({ kind: 'await-listen', port, deadlineMs }, 'listening')).listening,
    exchange: ({ port, raw, method, deadlineMs }) =>
      perform({ kind: 'exchange', port, raw: raw.toString('base64'), method, deadlineMs }, 'exchanged'),
    ask: async ({ port, raw, awaits, deadlineMs }) => {
      const asked = await perform({ kind: 'ask', port, raw: raw.toString('base64'), awaits, deadlineMs }, 'asked')
      return { bytes: Buffer.from(asked.raw, 'base64'), failure: asked.failure }
    },
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
