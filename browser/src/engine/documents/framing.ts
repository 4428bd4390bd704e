import type { DecisionCode } from '../../reasons/engine-sections.ts'
import type { Origin } from '../../sites/origin.ts'
import { isSameOrigin } from '../../sites/origin.ts'
import { type Header, headerValues, listItems } from '../headers/header-list.ts'

export type FramingRefusal = { code: Extract<DecisionCode, `framing-${string}`>; about: string; change: string }

/**
 * Why the response may not be shown in a frame below these ancestors, nearest first; null when it may. `frame-ancestors` of an enforced
 * policy makes X-Frame-Options void. Source: CSP3 §6.4.2; HTML, "X-Frame-Options".
 */
export function findFramingRefusal(headers: readonly Header[], own: Origin, ancestors: readonly Origin[]): FramingRefusal | null {
  const policies = headerValues(headers, 'content-security-policy').flatMap(listItems).map(frameAncestorsOf)
  const lists = policies.filter((sources) => sources !== null)
  for (const sources of lists) {
    const stranger = ancestors.find((ancestor) => !sources.some((source) => matchesSource(source, ancestor, own)))
    if (stranger === undefined) continue
    const about = `frame-ancestors ${sources.join(' ')}`
    return { code: 'framing-refused-ancestors', about, change: `The policy would need ${stranger} among its frame-ancestors.` }
  }
  if (lists.length > 0) return null
  const options = new Set(headerValues(headers, 'x-frame-options').flatMap((value) => listItems(value.toLowerCase())))
  if (options.size === 0) return null
  const about = [...options].join(', ')
  const refusal: FramingRefusal = {
    code: 'framing-refused-options',
    about,
    change: 'Without X-Frame-Options, or with a frame-ancestors that names the page, it would be shown.',
  }
  if (options.size > 1) return [...options].some((option) => ['deny', 'allowall', 'sameorigin'].includes(option)) ? refusal : null
  if (options.has('deny')) return refusal
  return options.has('sameorigin') && ancestors.some((ancestor) => !isSameOrigin(ancestor, own)) ? refusal : null
}

/** The sources of the first frame-ancestors in a policy; null when it has none. */
function frameAncestorsOf(policy: string): string[] | null {
  for (const directive of policy.split(';')) {
    const [name, ...sources] = directive.trim().split(/[ \t\n\f\r]+/)
    if (name?.toLowerCase() === 'frame-ancestors') return sources
  }
  return null
}

/** Whether the source expression covers the origin; its port may be left out for the one of the scheme. Source: CSP3 §6.7.2. */
function matchesSource(source: string, origin: Origin, own: Origin): boolean {
  const expression = source.toLowerCase()
  if (expression === "'self'") return isSameOrigin(origin, own)
  if (origin === 'null') return false
  const url = new URL(origin)
  if (expression === '*') return true
  if (/^[a-z][a-z0-9+.-]*:$/.test(expression)) return schemeMatches(expression, url.protocol)
  const match = expression.match(/^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[^:/*]+)(?::(\d+|\*))?(\/.*)?$/)
  if (match === null) return false
  const [, scheme = new URL(own).protocol, host = '', port, path = '/'] = match
  // Of an ancestor only the origin is known, so that a source with a path never fits.
  if (path !== '/' || !schemeMatches(scheme, url.protocol) || !hostMatches(host, url.hostname)) return false
  return port === '*' || (port === undefined ? url.port === '' : port === effectivePort(url) || (port === '80' && effectivePort(url) === '443'))
}

/** A policy that says http means https too. */
function schemeMatches(scheme: string, protocol: string): boolean {
  return scheme === protocol || (scheme === 'http:' && protocol === 'https:')
}

function hostMatches(pattern: string, hostname: string): boolean {
  return pattern === '*' || (pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : pattern === hostname)
}

function effectivePort(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80')
}
