/**
 * Runner and agent talk in lines of JSON over the agent's stdin and stdout. The learner's processes have no descriptor
 * to either. One order is answered by one answer with its id.
 */
import { z } from 'zod'
import { EXCHANGE_LIMITS } from '../limits.ts'

/** Waits until something accepts connections on the port; the connection is kept for the first exchange. */
export interface ListenOrder {
  kind: 'await-listen'
  id: number
  port: number
  deadlineMs: number
}

/** Sends these bytes and reads one response, within one absolute deadline. */
export interface ExchangeOrder {
  kind: 'exchange'
  id: number
  port: number
  /** The request exactly as sent, base64. */
  raw: string
  /** Decides whether a body may follow (RFC 9112, section 6.3). */
  method: string
  deadlineMs: number
}

/** Sends these bytes and reads what comes until the other side closes; tries to connect until the deadline where `awaits`. */
export interface AskOrder {
  kind: 'ask'
  id: number
  port: number
  /** Base64. */
  raw: string
  awaits: boolean
  deadlineMs: number
}

export type AgentOrder = ListenOrder | ExchangeOrder | AskOrder

const rawBytesMax = EXCHANGE_LIMITS.headBytesMax + EXCHANGE_LIMITS.bodyBytesMax
const base64 = z.base64().max(Math.ceil(rawBytesMax / 3) * 4 + 4)
const cutBytes = z.object({ raw: base64, bytes: z.int().min(0), cut: z.boolean() })

/** An agent read hostile bytes: what it says is checked like any other input. */
export const AgentAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('listening'), id: z.int(), listening: z.boolean() }),
  z.object({
    kind: z.literal('exchanged'),
    id: z.int(),
    durationMs: z.number().min(0),
    failure: z.enum(['not-listening', 'connection-closed', 'timed-out', 'not-http', 'headers-too-large']).nullable(),
    response: cutBytes
      .extend({
        status: z.int().min(0).max(999),
        reason: z.string().max(EXCHANGE_LIMITS.headBytesMax),
        headers: z
          .array(z.tuple([z.string().max(EXCHANGE_LIMITS.headBytesMax), z.string().max(EXCHANGE_LIMITS.headBytesMax)]))
          .max(EXCHANGE_LIMITS.headersMax),
        bodyOffset: z.int().min(0),
        body: base64,
      })
      .nullable(),
    partial: cutBytes.nullable(),
  }),
  z.object({
    kind: z.literal('asked'),
    id: z.int(),
    failure: z.enum(['not-listening', 'timed-out', 'too-long', 'connection-closed']).nullable(),
    raw: base64,
  }),
])
export type AgentAnswer = z.output<typeof AgentAnswerSchema>
export type Exchanged = Extract<AgentAnswer, { kind: 'exchanged' }>
export type Asked = Extract<AgentAnswer, { kind: 'asked' }>
export type ExchangeFailure = NonNullable<Exchanged['failure']>

/** Longest line that an honest agent writes: raw bytes and body in base64, headers once more as text (escapes included). */
export const ANSWER_LINE_BYTES_MAX = 2 * Math.ceil((rawBytesMax * 4) / 3) + 8 * EXCHANGE_LIMITS.headBytesMax + 4_096
