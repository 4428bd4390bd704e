import type { Profile } from '../profile.ts'
import type { CookieUrl } from './cookie.ts'

/** Whether Secure cookies may be set and sent: TLS, or this machine itself where the browser trusts it. Source: RFC 6265bis §5.7 step 13. */
export function isSecureConnection({ protocol, hostname }: CookieUrl, profile: Profile): boolean {
  return protocol === 'https:' || protocol === 'wss:' || (profile.trustsLocalhost && isLoopback(hostname))
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '')
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
