/**
 * The trusted HTTP driver of one run. It lives in the run's network and nowhere else: other processes and users than
 * the learner's, no host files, no way out. It knows bytes and ports; cookies and browsers are the runner's.
 */
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { EXCHANGE_LIMITS } from '../limits.ts'
import type { AgentAnswer, AgentOrder, AskOrder, ExchangeOrder, ListenOrder } from './agent-protocol.ts'
import { converseOver } from './converse.ts'
import { connectTo, exchangeOver } from './exchange.ts'
import type { KeptBytes } from './response-reader.ts'
import { warmUp } from './warm-up.ts'

/** Between two attempts to connect to a server that does not listen yet. */
const RETRY_MS = 1

/** Connections made while waiting for a server: the first exchange takes it over, so that no server sees one without a request. */
const waiting = new Map<number, Socket>()

const encode = (bytes: KeptBytes | null) => bytes && { raw: bytes.raw.toString('base64'), bytes: bytes.bytes, cut: bytes.cut }

async function connectInTime(port: number, deadline: number): Promise<Socket | null> {
  let socket: Socket | null = null
  while (!socket && performance.now() < deadline) {
    socket = await connectTo(port, deadline)
    if (!socket) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
  return socket
}

async function awaitListen(order: ListenOrder): Promise<AgentAnswer> {
  const socket = await connectInTime(order.port, performance.now() + order.deadlineMs)
  if (socket) waiting.set(order.port, socket)
  return { kind: 'listening', id: order.id, listening: socket !== null }
}

async function exchange(order: ExchangeOrder): Promise<AgentAnswer> {
  const started = performance.now()
  const deadline = started + order.deadlineMs
  const kept = waiting.get(order.port)
  waiting.delete(order.port)
  const socket = kept && !kept.destroyed ? kept : await connectTo(order.port, deadline)
  const result = socket
    ? await exchangeOver(socket, Buffer.from(order.raw, 'base64'), order.method, deadline, EXCHANGE_LIMITS)
    : { response: null, partial: null, failure: performance.now() < deadline ? ('not-listening' as const) : ('timed-out' as const) }
  const { response } = result
  return {
    kind: 'exchanged',
    id: order.id,
    durationMs: performance.now() - started,
    failure: result.failure,
    response: response && {
      ...(encode(response) as { raw: string; bytes: number; cut: boolean }),
      status: response.status,
      reason: response.reason,
      headers: response.headers,
      bodyOffset: response.bodyOffset,
      body: response.body.toString('base64'),
    },
    partial: encode(result.partial),
  }
}

async function ask(order: AskOrder): Promise<AgentAnswer> {
  const deadline = performance.now() + order.deadlineMs
  const socket = await (order.awaits ? connectInTime(order.port, deadline) : connectTo(order.port, deadline))
  if (!socket) return { kind: 'asked', id: order.id, failure: 'not-listening', raw: '' }
  const { bytes, failure } = await converseOver(socket, Buffer.from(order.raw, 'base64'), deadline, EXCHANGE_LIMITS.bodyBytesMax)
  return { kind: 'asked', id: order.id, failure, raw: bytes.toString('base64') }
}

function perform(order: AgentOrder): Promise<AgentAnswer> {
  if (order.kind === 'exchange') return exchange(order)
  return order.kind === 'ask' ? ask(order) : awaitListen(order)
}

/** One order as a line, and the line that answers it. */
const performLine = async (line: string): Promise<string> => `${JSON.stringify(await perform(JSON.parse(line) as AgentOrder))}\n`

// Orders come from the runner alone and one at a time; a closed stdin means that it is gone.
createInterface({ input: process.stdin })
  .on('line', (line) => {
    performLine(line).then(
      (answer) => process.stdout.write(answer),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  })
  .on('close', () => process.exit(0))
void warmUp(performLine).then(() => process.stdout.write(`${JSON.stringify({ kind: 'ready' } satisfies AgentAnswer)}\n`))
