import type { RegistrableDomain } from '@crumbtrail/browser/jar/cookie'
import type { Occasion } from '@crumbtrail/browser/jar/decision'
import { PROFILES, type ProfileName } from '@crumbtrail/browser/profile'
import { siteOf } from '@crumbtrail/browser/sites/site'
import {
  isFirstParty,
  partitionKeyOf,
  type RequestSource,
  type SiteRules,
  sendingContextOf,
  siteForCookiesOf,
  storingContextOf,
} from '@crumbtrail/browser/sites/site-for-cookies'

/** The everyday ways in which a browser comes to ask for something. `form` posts; `fetch` sends credentials; `script` reads or writes document.cookie. */
export const ASK_KINDS = ['address-bar', 'link', 'form', 'fetch', 'image', 'iframe', 'script'] as const
export type AskKind = (typeof ASK_KINDS)[number]

/** Who asks for what: `url` is asked for, `from` is the page on which that happens (of no account for the address bar and for a script of the page itself). */
export type Asking = {
  kind: AskKind
  url: string
  from: string
  profile: ProfileName
  /** Null: as this browser does unless somebody changed its settings. */
  blocksThirdPartyCookies?: boolean | null
}

/** The occasion on which a response to this asking sets cookies. Both addresses must be http or https. */
export function storingOccasion(asking: Asking, nowMs: number, registrableDomain: RegistrableDomain): Occasion {
  return occasionOf(asking, nowMs, registrableDomain, storingContextOf)
}

/** The occasion on which the jar is asked what goes with the request, or what a script is shown. */
export function sendingOccasion(asking: Asking, nowMs: number, registrableDomain: RegistrableDomain): Occasion {
  return occasionOf(asking, nowMs, registrableDomain, sendingContextOf)
}

function occasionOf(asking: Asking, now: number, registrableDomain: RegistrableDomain, contextOf: typeof sendingContextOf): Occasion {
  const rules: SiteRules = { registrableDomain, isSchemeful: PROFILES[asking.profile].hasSchemefulSameSite }
  const source = sourceOf(asking, rules)
  const { protocol, hostname, pathname } = new URL(asking.url)
  const isBlocking = asking.blocksThirdPartyCookies ?? PROFILES[asking.profile].blocksThirdPartyCookies
  return {
    url: { protocol, hostname, pathname },
    now,
    viaHttp: asking.kind !== 'script',
    sameSiteContext: contextOf(source, asking.kind === 'form' ? 'POST' : 'GET', asking.url, rules),
    partitionKey: partitionKeyOf(source, asking.url, rules),
    thirdPartyBlocked: isBlocking && !isFirstParty(source, asking.url, rules),
  }
}

function sourceOf({ kind, url, from }: Asking, rules: SiteRules): RequestSource {
  const page = new URL(kind === 'script' ? url : from).origin
  const isTopLevelNavigation = kind === 'address-bar' || kind === 'link' || kind === 'form'
  return {
    initiator: kind === 'address-bar' ? null : page,
    topLevelSite: isTopLevelNavigation ? null : siteOf(page, rules.registrableDomain),
    siteForCookies: isTopLevelNavigation ? null : siteForCookiesOf([page], rules),
    isTopLevelNavigation,
  }
}
