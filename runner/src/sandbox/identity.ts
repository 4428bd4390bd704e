/**
 * The user that a place's processes run as on the host. Root gives every place a user of its own, so that what the
 * kernel counts per user (pipe memory, inotify instances, pending signals) is not shared between runs. Nobody else uses this range:
 * it lies above Debian's and systemd's own. Without root all places share the runner's user.
 */
export interface Identity {
  uid: number
  gid: number
}

/** The first user, and group, of the range. */
export const FIRST_PLACE_UID = 2_000_100_000

/** The identity of the place with this number; null when the runner is not root and can't change it. */
export function identityOfPlace(place: number, asRoot: boolean): Identity | null {
  return asRoot ? { uid: FIRST_PLACE_UID + place, gid: FIRST_PLACE_UID + place } : null
}
