import type { RetrieveCode } from '../../reasons/jar-sections.ts'
import type { Cookie } from '../cookie.ts'
import type { Occasion, RetrieveChange } from '../decision.ts'
import { domainMatches, isIpAddress } from '../domain-match.ts'
import { isSecureConnection } from '../secure-connection.ts'
import { lowerCase } from '../set-cookie/parse-set-cookie.ts'
import { faultOf, type RetrieveInput } from './judge-retrieval.ts'

type Edit = { text: string; cookie?: Partial<Cookie>; occasion?: Partial<Occasion> }

/** Each question can be failed once, and a change of host can make the connection insecure. */
const EDITS_MAX = 12

/** The change after which the cookie would go: for each question that it fails the easiest one. Null when there is none. */
export function findRetrieveChange(cookie: Cookie, input: RetrieveInput): RetrieveChange | null {
  let changed: Partial<Cookie> = {}
  let occasion: Partial<Occasion> = {}
  const texts: string[] = []
  for (let edits = 0; edits <= EDITS_MAX; edits++) {
    const fault = faultOf({ ...cookie, ...changed }, { ...input, ...occasion })
    if (fault === null) {
      return { text: texts.join(' '), cookie: hasKeys(changed) ? changed : null, occasion: hasKeys(occasion) ? occasion : null }
    }
    const edit = editFor(fault, { ...cookie, ...changed }, { ...input, ...occasion })
    if (edit === null) return null
    texts.push(edit.text)
    changed = { ...changed, ...edit.cookie }
    occasion = { ...occasion, ...edit.occasion }
  }
  return null
}

function hasKeys(value: object): boolean {
  return Object.keys(value).length > 0
}

function editFor(fault: RetrieveCode, cookie: Cookie, input: RetrieveInput): Edit | null {
  switch (fault) {
    case 'expired':
      return { text: 'A longer Max-Age would have kept it.', cookie: { expiresAt: input.now + 1000 } }
    case 'host-only':
    case 'other-domain':
    case 'domain-became-public-suffix':
      return domainEdit(cookie, input)
    case 'path-mismatch':
      return { text: 'With Path=/ it would go to every path of the host.', cookie: { path: '/' } }
    case 'secure-only':
      return { text: 'Over https it would go.', occasion: { url: withParts(input.url, { protocol: 'https:' }) } }
    case 'http-only':
      return isBoundToHttp(cookie)
        ? { text: 'It goes with requests only.', occasion: { viaHttp: true } }
        : { text: 'Without HttpOnly scripts could read it, those of an attacker too.', cookie: { httpOnly: false } }
    case 'partition-mismatch':
      return partitionEdit(cookie)
    case 'third-party-withheld':
      return input.profile.hasPartitioned && input.partitionKey !== null
        ? {
            text: 'With Partitioned; Secure it could have one place for each page that embeds its site.',
            cookie: { partitionKey: input.partitionKey, secure: true },
          }
        : { text: 'When its own site is visited it goes.', occasion: { thirdPartyBlocked: false } }
    default:
      return sameSiteEdit(cookie, input)
  }
}

/** A wider Domain where the site is the same and the name does not forbid it, else the host that the cookie is for. */
function domainEdit(cookie: Cookie, { url, registrableDomain }: RetrieveInput): Edit {
  const site = registrableDomain(cookie.domain)
  const shared = domainMatches(url.hostname, cookie.domain) ? cookie.domain : site
  const mayShare =
    site !== null && shared !== null && site === registrableDomain(url.hostname) && !isIpAddress(cookie.domain) && !isBoundToHost(cookie)
  if (mayShare) {
    const text = `With Domain=${shared} it would go to all hosts below that name.`
    return { text, cookie: shared === cookie.domain ? { hostOnly: false } : { domain: shared, hostOnly: false } }
  }
  const isShared = !cookie.hostOnly && site === null && !isIpAddress(cookie.domain)
  return {
    text: `It is for ${cookie.domain}.`,
    occasion: { url: withParts(url, { hostname: cookie.domain }) },
    ...(isShared ? { cookie: { hostOnly: true } } : {}),
  }
}

function partitionEdit({ partitionKey }: Cookie): Edit {
  const where = partitionKey?.hasCrossSiteAncestor ? `embedded in a page of ${partitionKey.site}` : `on ${partitionKey?.site}`
  return { text: `It goes where it was set: ${where}.`, occasion: { partitionKey } }
}

function sameSiteEdit({ sameSite }: Cookie, input: RetrieveInput): Edit {
  if (sameSite === 'strict' && input.sameSiteContext === 'lax') {
    return { text: 'With SameSite=Lax it would go when a link of another site leads here.', cookie: { sameSite: 'lax' } }
  }
  const url = isSecureConnection(input.url, input.profile) ? {} : { url: withParts(input.url, { protocol: 'https:' }) }
  return { text: 'With SameSite=None; Secure it would go with requests from other sites.', cookie: { sameSite: 'none', secure: true }, occasion: url }
}

function isBoundToHost({ name }: Cookie): boolean {
  return lowerCase(name.slice(0, 7)) === '__host-'
}

function isBoundToHttp({ name }: Cookie): boolean {
  return /^__(host-)?http-/.test(lowerCase(name.slice(0, 12)))
}

/** A `URL` cannot be spread: its parts are not its own. */
function withParts({ protocol, hostname, pathname }: Occasion['url'], parts: Partial<Occasion['url']>): Occasion['url'] {
  return { protocol, hostname, pathname, ...parts }
}
