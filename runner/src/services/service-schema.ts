/** What a run with services tells of them. */
import { z } from 'zod'

/** Bounds of what is told of a service's keys, so that it fits between two steps whatever a program put there. */
export const KEY_BOUNDS = { keysMax: 100, keyBytesMax: 200, valueBytesMax: 256 } as const

/** A service came, went (told to by a step, or by itself), or was told to start and could not. */
export const ServiceEventSchema = z.object({
  type: z.literal('service'),
  service: z.string(),
  phase: z.enum(['started', 'stopped', 'failed']),
  at: z.number().min(0),
  /** With `started`: milliseconds until it answered. */
  readyMs: z.number().min(0).optional(),
})

const ServiceKeySchema = z.object({
  database: z.int().min(0),
  /** Its bytes read as UTF-8, cut at the limit. */
  key: z.string(),
  /** Such as `string`, `hash`, `list`. */
  kind: z.string(),
  /** What is left of its life in milliseconds; null when it lives for ever. */
  remainingMs: z.int().min(0).nullable(),
  /** The beginning of a string's value, read as UTF-8; null for other kinds. */
  value: z.string().nullable(),
})

/** The keys of a service after a step, by database and name. */
export const ServiceKeysEventSchema = z.object({
  type: z.literal('service-keys'),
  service: z.string(),
  stepId: z.string(),
  at: z.number().min(0),
  keys: z.array(ServiceKeySchema).max(KEY_BOUNDS.keysMax),
  /** How many there are; `keys` holds fewer when there are more than are told. */
  total: z.int().min(0),
  /** Why there is no list: the service did not answer, or would not tell (a program may have locked it). */
  failure: z.enum(['unreachable', 'refused']).nullable(),
})

export type ServiceKey = z.output<typeof ServiceKeySchema>
