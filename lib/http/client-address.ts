import { addressKey } from './address-rules.ts'

/** Written by the site's entry on every request, over whatever came in. */
export const CLIENT_ADDRESS_HEADER = 'x-client-address'
/** Written by the site's entry on every request; the same id is in the access log and on the response. */
export const REQUEST_ID_HEADER = 'x-request-id'

/**
 * The key by which limits count the sender of this request: its address as the site's entry established it, IPv6 by /64.
 * `unknown` (one bucket for all) when a request did not come through the entry.
 */
export function clientAddress(headers: Pick<Headers, 'get'>): string {
  const address = headers.get(CLIENT_ADDRESS_HEADER)
  return address ? addressKey(address) : 'unknown'
}
