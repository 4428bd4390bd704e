import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '#lib/env.ts'
import { clientAddress } from '#lib/http/client-address.ts'

/**
 * The opaque key by which limits and the runner know who asks: a keyed hash of the sender's address (IPv6 by /64), so that
 * neither the runner nor its log learns the address.
 */
export function callerOf(headers: Pick<Headers, 'get'>): string {
  return `address:${createHmac('sha256', env().AUTH_SECRET)
    .update(`caller:${clientAddress(headers)}`)
    .digest('base64url')
    .slice(0, 22)}`
}
