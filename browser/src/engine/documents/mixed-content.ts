import { isIpAddress } from '../../jar/domain-match.ts'
import { isPotentiallyTrustworthy, parseHttpUrl } from '../../sites/origin.ts'
import type { Load, LoadKind, Page } from '../state.ts'

export type MixedContentVerdict = { kind: 'fine' } | { kind: 'blocked' } | { kind: 'upgraded'; url: string }

/**
 * What becomes of a load in a page that came over https: images are asked for over https, scripts, frames and fetches over plain http
 * are blocked, and so are images of an IP address. The same goes for where a redirect leads; an image that is redirected to http is asked
 * for over https whatever the host, be it an IP address or localhost, unless it began (`first`) at an IP address. Source: Mixed Content §4.1, §4.4; Chromium 156 for the redirects.
 */
export function judgeMixedContent(documents: readonly string[], kind: LoadKind, url: string, first: string | null = null): MixedContentVerdict {
  if (kind === 'navigation' || !documents.some((document) => document.startsWith('https:'))) return { kind: 'fine' }
  const isUpgradable = kind === 'image' && !isIpAddress(new URL(first ?? url).hostname)
  if (isUpgradable && first !== null && url.startsWith('http:')) return { kind: 'upgraded', url: upgradedUrl(url) }
  if (isPotentiallyTrustworthy(url)) return { kind: 'fine' }
  return isUpgradable ? { kind: 'upgraded', url: upgradedUrl(url) } : { kind: 'blocked' }
}

/**
 * Whether a form is stopped: its page came over https, and its fields would go over plain http or to another program. A redirect that
 * makes a GET of it has dropped them, and one to `javascript:` comes to nothing. Source: Chromium, insecure form warning.
 */
export function judgeMixedForm({ initiator, method, url, urls }: Load): MixedContentVerdict {
  const carriesFields = urls.length === 1 || method !== 'GET'
  const isHarmless = isPotentiallyTrustworthy(url) || url.startsWith('javascript:')
  return initiator?.startsWith('https:') && carriesFields && !isHarmless ? { kind: 'blocked' } : { kind: 'fine' }
}

/** The page and the frame that asks: what lies between them does not count in Chromium. */
export function documentsThatMatter(page: Page | null, frame: string | null): string[] {
  const own = page?.frames.find(({ name }) => name === frame)?.document.url
  return page === null ? [] : [page.document.url, ...(own === undefined ? [] : [own])]
}

function upgradedUrl(text: string): string {
  const url = parseHttpUrl(text)
  if (url === null) return text
  url.protocol = 'https:'
  return url.href
}
