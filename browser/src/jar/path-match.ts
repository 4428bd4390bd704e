/** RFC 6265bis §5.1.4: the folder of the request's path, without the slash that ends it, except for the root. */
export function defaultPath(requestPath: string): string {
  const lastSlash = requestPath.lastIndexOf('/')
  return !requestPath.startsWith('/') || lastSlash === 0 ? '/' : requestPath.slice(0, lastSlash)
}

/** RFC 6265bis §5.1.4: the same, or a folder above. Letters count as they are written. */
export function pathMatches(requestPath: string, cookiePath: string): boolean {
  if (!requestPath.startsWith(cookiePath)) return false
  return requestPath.length === cookiePath.length || cookiePath.endsWith('/') || requestPath[cookiePath.length] === '/'
}
