import type { Random } from '../random.ts'
import type { Header, Resource } from '../scenario.ts'
import type { Kind } from './kinds.ts'
import { pickHosts } from './places.ts'

/** What a scenario is while it is being made. */
export type Draft = { random: Random; kind: Kind; hosts: readonly string[]; resources: Record<string, Resource>; nextKey: number }

export function newDraft(random: Random, kind: Kind): Draft {
  return { random, kind, hosts: pickHosts(random), resources: {}, nextKey: 1 }
}

/** Who asks for a resource: its server must know, to allow it or not. */
export type Asker = { origin: string; method: string; headers: readonly Header[]; isCredentialed: boolean }
