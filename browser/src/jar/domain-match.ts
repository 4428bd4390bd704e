/** Whether the host is an address and not a name; hosts come as a URL gives them, so that IPv6 has brackets and IPv4 four numbers. */
export function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host)
}

/** RFC 6265bis §5.1.3: the same, or a name below the domain. Both lower case and without a leading dot. */
export function domainMatches(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && domain !== '' && !isIpAddress(host))
}
