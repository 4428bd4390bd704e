/** What is asked in the clinic, and the same as the fragment of an address. In zod's small form, because the browser reads it. */
import { PROFILES, type ProfileName } from '@crumbtrail/browser/profile'
import * as z from 'zod/mini'
import { ASK_KINDS } from '#lib/cookies/asking-rules.ts'
import { PASTED_CHARACTERS_MAX } from './pasted-lines.ts'

const PROFILE_NAMES = Object.keys(PROFILES) as [ProfileName, ...ProfileName[]]
export const THIRD_PARTIES = ['usual', 'blocked', 'allowed'] as const
/** A year; what comes later concerns no request that anybody plans. */
export const WAIT_MINUTES_MAX = 525_600
const ADDRESS_CHARACTERS_MAX = 2000

const address = z.string().check(z.maxLength(ADDRESS_CHARACTERS_MAX))

const ClinicStateSchema = z.object({
  /** The address that answers. */
  url: address,
  lines: z.string().check(z.maxLength(PASTED_CHARACTERS_MAX)),
  kind: z.enum(ASK_KINDS),
  /** The page on which it is asked; of no account for the address bar and for a script. */
  from: address,
  profile: z.enum(PROFILE_NAMES),
  thirdParties: z.enum(THIRD_PARTIES),
  /** The address of the request that follows; empty for the same one. */
  next: address,
  waitMinutes: z.int().check(z.minimum(0), z.maximum(WAIT_MINUTES_MAX)),
})
export type ClinicState = z.output<typeof ClinicStateSchema>

/** Names in the fragment, short and readable. A change of their meaning needs another version. */
const VERSION = '1'
const NAMES = {
  url: 'url',
  lines: 'lines',
  kind: 'by',
  from: 'from',
  profile: 'in',
  thirdParties: 'third',
  next: 'next',
  waitMinutes: 'after',
} as const

/** The state as the fragment of an address, without `#`: nothing in it reaches a server. */
export function toFragment(state: ClinicState): string {
  const fields = new URLSearchParams({ v: VERSION })
  for (const [field, name] of Object.entries(NAMES)) fields.set(name, String(state[field as keyof ClinicState]))
  return fields.toString()
}

/** The state that a fragment holds; null when it holds none (another fragment, a damaged link, a version that this page does not know). */
export function fromFragment(fragment: string): ClinicState | null {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''))
  if (fields.get('v') !== VERSION) return null
  const entries = Object.entries(NAMES).map(([field, name]) => [
    field,
    field === 'waitMinutes' ? Number(fields.get(name) ?? 0) : (fields.get(name) ?? ''),
  ])
  return readState(Object.fromEntries(entries))
}

/** A state from any value; null when it is none. */
export function readState(value: unknown): ClinicState | null {
  const state = ClinicStateSchema.safeParse(value)
  return state.success ? state.data : null
}
