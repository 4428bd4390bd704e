import type { RegistrableDomain } from '../../jar/cookie.ts'
import { isPotentiallyTrustworthy, originOf } from '../../sites/origin.ts'
import { relationOfChain } from '../../sites/site.ts'
import type { Load, LoadKind } from '../state.ts'
import type { Header } from './header-list.ts'

const DESTINATIONS: Readonly<Record<LoadKind, string>> = {
  navigation: 'document',
  iframe: 'iframe',
  fetch: 'empty',
  image: 'image',
  script: 'script',
}

/** What is told of third-party cookies; null where the request is first-party or without credentials. Source: Storage Access Headers. */
export type StorageAccess = 'none' | 'inactive' | 'active' | null

/**
 * The Sec-Fetch-* headers of a request, none when its URL is not potentially trustworthy. `none` as the site means that nobody but the
 * person asked. Source: Fetch Metadata §2, §3.
 */
export function fetchMetadataOf(load: Load, storageAccess: StorageAccess, registrableDomain: RegistrableDomain): Header[] {
  if (!isPotentiallyTrustworthy(load.url)) return []
  const site = load.initiator === null ? 'none' : relationOfChain(load.initiator, load.urls.map(originOf), registrableDomain)
  return [
    ['Sec-Fetch-Site', site],
    ['Sec-Fetch-Mode', load.mode],
    ...(load.userActivated ? ([['Sec-Fetch-User', '?1']] as const) : []),
    ['Sec-Fetch-Dest', DESTINATIONS[load.kind]],
    ...(storageAccess === null ? [] : ([['Sec-Fetch-Storage-Access', storageAccess]] as const)),
  ]
}
