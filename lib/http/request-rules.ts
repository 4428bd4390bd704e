/** What the entry does with a request before anything else sees it. `pass` hands it on. */
export type Verdict =
  | { kind: 'pass' }
  | { kind: 'refuse'; status: number; reason: string; allow?: string }
  | { kind: 'redirect'; status: 308; location: string }

const PASS: Verdict = { kind: 'pass' }
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** No request that is let in is longer. */
export const BODY_BYTES_MAX = 256 * 1024

/** What the rules look at. Header names are lower case; repeated headers are joined as Node joins them. */
export type Asked = { method: string; target: string; headers: Readonly<Record<string, string | string[] | undefined>> }

/** What kind of thing the build has at a path: a page, a handler, or nothing that we know of. */
export type PathKind = 'page' | 'handler' | 'unknown'

export type Site = {
  /** `https://learn.example.org`, without a path. */
  origin: string
  /** Whether forwarding headers of this request's peer are believed. */
  isPeerTrusted: boolean
  kindOf: (path: string) => PathKind
}

/** All rules in order: shape of the request, method, host, size, origin. The first that objects decides. */
export function judge(asked: Asked, site: Site): Verdict {
  const rules = [judgeTarget, judgeMethod, judgeHost, judgeBody, judgeOrigin]
  for (const rule of rules) {
    const verdict = rule(asked, site)
    if (verdict.kind !== 'pass') return verdict
  }
  return PASS
}

/**
 * Only paths of ours: no absolute form, no `*`, no leading `//` (a foreign host to whoever redirects to it), no escape that stands
 * for nothing (the framework fails on it), and not the page that the framework keeps for its own failure.
 */
export function judgeTarget({ target }: Asked, site: Site): Verdict {
  if (!target.startsWith('/') || target.includes('\\')) return refuse(400, 'expected a path')
  if (target.startsWith('//')) return redirect(`${site.origin}${target.replace(/^\/+/, '/')}`)
  if (!isDecodable(pathOf(target))) return refuse(400, 'expected a path whose escapes are UTF-8')
  return pathOf(target) === '/_global-error' ? refuse(404, 'there is nothing here') : PASS
}

/** Pages are read (GET, HEAD) or take a server action; what a handler offers the framework knows itself. */
export function judgeMethod({ method, target, headers }: Asked, site: Site): Verdict {
  const kind = site.kindOf(pathOf(target))
  if (!KNOWN_METHODS.has(method)) return refuse(405, 'the method is not offered here', 'GET, HEAD')
  const isAction = method === 'POST' && (headers['next-action'] !== undefined || text(headers['content-type']).startsWith('multipart/form-data'))
  if (kind === 'page' && method !== 'GET' && method !== 'HEAD' && !isAction) return refuse(405, 'the method is not offered here', 'GET, HEAD')
  return PASS
}

/** One host name for the whole site: another one is sent to it, or refused where something would be changed. Probes ask by address. */
export function judgeHost({ method, target, headers }: Asked, site: Site): Verdict {
  if (pathOf(target).startsWith('/api/health/')) return PASS
  const own = new URL(site.origin)
  const forwarded = site.isPeerTrusted ? first(headers['x-forwarded-host']) : ''
  const host = (forwarded || text(headers.host)).toLowerCase()
  const isPlainHttp = own.protocol === 'https:' && site.isPeerTrusted && first(headers['x-forwarded-proto']) === 'http'
  if (sameHost(host, own) && !isPlainHttp) return PASS
  return SAFE_METHODS.has(method) ? redirect(`${site.origin}${target}`) : refuse(421, `this site answers at ${site.origin}`)
}

/** Bodies say their length, and it is bounded; so nothing unbounded is ever read. */
export function judgeBody({ headers }: Asked): Verdict {
  if (headers['transfer-encoding'] !== undefined) return refuse(411, 'expected a Content-Length')
  return Number(headers['content-length'] ?? 0) > BODY_BYTES_MAX ? refuse(413, `expected at most ${BODY_BYTES_MAX} bytes`) : PASS
}

/**
 * Against requests that another site makes a browser send: whatever may change something comes from our own pages. Browsers say
 * so themselves (Fetch Metadata; `none` is the user's own navigation); older ones by Origin, which is never `null` for us.
 */
export function judgeOrigin({ method, headers }: Asked, site: Site): Verdict {
  if (SAFE_METHODS.has(method)) return PASS
  const origin = text(headers.origin)
  const fetchSite = text(headers['sec-fetch-site'])
  const isOwnOrigin = origin === site.origin
  const isOwnFetch = fetchSite === 'same-origin' || (fetchSite === 'none' && text(headers['sec-fetch-mode']) === 'navigate')
  if (fetchSite !== '' ? isOwnFetch && (origin === '' || isOwnOrigin) : isOwnOrigin) return PASS
  return refuse(403, 'the request did not come from a page of this site')
}

/** Headers by which a client could pose as a proxy, as the framework itself or as us. They are removed before anything is read. */
export function isPosing(name: string): boolean {
  return (
    POSING.has(name) ||
    name.startsWith('x-forwarded-') ||
    name.startsWith('x-middleware-') ||
    name.startsWith('x-invoke-') ||
    name.startsWith('x-prerender-')
  )
}

const POSING = new Set([
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-original-url',
  'x-rewrite-url',
  'x-http-method-override',
  'x-method-override',
  'x-matched-path',
  'x-now-route-matches',
  'x-next-revalidated-tags',
  'x-next-revalidate-tag-token',
  'next-resume',
  'content-security-policy',
  'content-security-policy-report-only',
  'x-client-address',
  'x-request-id',
])

function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '')
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** `example.org`, `example.org:443` and `example.org:` are one host of an https site. */
function sameHost(host: string, own: URL): boolean {
  const defaultPort = own.protocol === 'https:' ? '443' : '80'
  const [name, port] = splitPort(host)
  return name === own.hostname && (port || defaultPort) === (own.port || defaultPort)
}

function splitPort(host: string): [string, string] {
  const match = /^(\[[0-9a-f:.]+\]|[^:]*)(?::(\d*))?$/.exec(host)
  return match ? [(match[1] ?? '').replace(/\.$/, ''), match[2] ?? ''] : ['', '']
}

function text(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim()
}

function first(value: string | string[] | undefined): string {
  return text(value).split(',')[0]?.trim() ?? ''
}

function refuse(status: number, reason: string, allow?: string): Verdict {
  return { kind: 'refuse', status, reason, ...(allow ? { allow } : {}) }
}

function redirect(location: string): Verdict {
  return { kind: 'redirect', status: 308, location }
}
