import { siteOf } from '../../sites/site.ts'
import { siteForCookiesOf } from '../../sites/site-for-cookies.ts'
import { ancestorOrigins, type FoundDocument } from '../documents/page-rules.ts'
import type { BrowserState, Load } from '../state.ts'
import { type EngineContext, siteRulesOf } from '../turn.ts'

type Found = Extract<FoundDocument, { ok: true }>
type Own = Pick<Load, 'stepId' | 'kind' | 'mode' | 'credentials' | 'method' | 'url'> & Partial<Load>

/** A load that has not asked for anything yet: by nobody and from nowhere, unless it is said. */
export function newLoad(own: Own): Load {
  return {
    frame: null,
    urls: [own.url],
    headers: [],
    body: null,
    initiator: null,
    topLevelSite: null,
    siteForCookies: null,
    referrer: null,
    referrerPolicy: 'strict-origin-when-cross-origin',
    userActivated: false,
    isReload: false,
    isForm: false,
    corsFlag: false,
    isTainted: false,
    originHeader: null,
    sendsCredentials: true,
    phase: 'request',
    requestId: '',
    ...own,
  }
}

/** What a load takes from the document that asks for it. */
export function clientOf({ page, document }: Found, frame: string | undefined, state: BrowserState, context: EngineContext): Partial<Load> {
  const chain = ancestorOrigins(page, frame ?? null).reverse()
  return {
    frame: frame ?? null,
    initiator: document.origin,
    topLevelSite: siteOf(page.document.origin, context.registrableDomain),
    siteForCookies: siteForCookiesOf(chain, siteRulesOf(state, context)),
    referrer: document.url,
    referrerPolicy: document.referrerPolicy,
  }
}
