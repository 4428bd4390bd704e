import { type ClinicState, fromFragment, readState } from '#lib/tools/set-cookie/clinic-state.ts'

/** Kept for this tab alone, so that a reload loses nothing. */
const KEY = 'crumbtrail:set-cookie'

/** Where the clinic begins: what the address says, else what this tab held, else null. `isDamaged`: the address says something that cannot be read. */
export function rememberedState(fragment: string): { state: ClinicState | null; isDamaged: boolean } {
  if (isShared(fragment)) {
    const state = fromFragment(fragment)
    return { state: state ?? keptState(), isDamaged: state === null }
  }
  return { state: keptState(), isDamaged: false }
}

/** Whether a fragment is meant for the clinic, and not a place on its page. */
export function isShared(fragment: string): boolean {
  return fragment.startsWith('#v=')
}

/** Keeps what is asked; says whether the browser let it. */
export function keepState(state: ClinicState): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state))
    return true
  } catch {
    return false
  }
}

function keptState(): ClinicState | null {
  try {
    return readState(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'))
  } catch {
    return null
  }
}
