import { getDomain } from 'tldts'
import type { RegistrableDomain } from '../jar/cookie.ts'

/**
 * The registrable domain by the public suffix list, private suffixes (`github.io`) included; null for a public suffix, a single
 * label, an IP address or an empty host. The one dot that may end a host stays, for that is another host: `shop.test.`.
 * In a file of its own, because the list is larger than all the rest: a page loads it apart.
 */
export const registrableDomain: RegistrableDomain = (host) => {
  const ending = host.endsWith('.') ? '.' : ''
  const domain = getDomain(host.slice(0, host.length - ending.length), { allowPrivateDomains: true, extractHostname: false, validateHostname: false })
  return domain === null || domain === '' ? null : domain + ending
}
