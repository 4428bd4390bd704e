import type { ByteString } from '../jar/cookie.ts'
import { EMPTY_JAR, type Jar } from '../jar/jar.ts'
import { PROFILES, type ProfileName } from '../profile.ts'
import type { Origin } from '../sites/origin.ts'
import type { Site } from '../sites/site.ts'
import type { PreflightPermission } from './cors/preflight-cache.ts'
import type { ShownImage } from './documents/shown-images.ts'
import type { Header } from './headers/header-list.ts'
import type { ReferrerPolicy } from './headers/referrer.ts'

/** Everything that a simulated browser is, as plain JSON: keep it, send it, put it back, and it goes on as if nothing had been. */
export type BrowserState = {
  readonly version: 1
  readonly name: string
  readonly profile: ProfileName
  readonly blocksThirdPartyCookies: boolean
  readonly jar: Jar
  readonly page: Page | null
  readonly preflights: readonly PreflightPermission[]
  readonly load: Load | null
  /** How many requests have been made, for their ids. */
  readonly requestCount: number
}

/** The page in the one tab, the navigation that a reload repeats, the frames in it, and the images that all of them show. */
export type Page = {
  readonly document: PageDocument
  readonly entry: HistoryEntry
  readonly frames: readonly Frame[]
  readonly images: readonly ShownImage[]
}

export type PageDocument = {
  readonly url: string
  readonly origin: Origin
  readonly referrerPolicy: ReferrerPolicy
  /** False for the browser's own error page and for an empty frame: nothing can be done from there. */
  readonly isUsable: boolean
}

/** A frame has the id of the step that embedded it; `parent` is null when that was the page itself. */
export type Frame = { readonly name: string; readonly parent: string | null; readonly document: PageDocument }

export type HistoryEntry = {
  readonly url: string
  readonly method: string
  readonly body: ByteString | null
  readonly contentType: ByteString | null
  /** Whether a form was stopped on its way here. A reload is then stopped too; of a page that came, it is no form any more. */
  readonly isStoppedForm: boolean
  readonly initiator: Origin | null
  readonly referrer: string | null
  readonly referrerPolicy: ReferrerPolicy
}

export type LoadKind = 'navigation' | 'iframe' | 'fetch' | 'image' | 'script'
export type RequestMode = 'navigate' | 'cors' | 'no-cors' | 'same-origin'
export type CredentialsMode = 'omit' | 'same-origin' | 'include'

/** One thing that the browser is loading, from its first request to its last. Source: Fetch §2.2.5. */
export type Load = {
  readonly stepId: string
  readonly kind: LoadKind
  /** The frame whose document asks; null for the page, and for the address bar. */
  readonly frame: string | null
  readonly mode: RequestMode
  readonly credentials: CredentialsMode
  readonly method: string
  readonly url: string
  /** Where it began and where it was redirected, `url` last. */
  readonly urls: readonly string[]
  /** What a script or form set: content type and a script's own headers. */
  readonly headers: readonly Header[]
  readonly body: ByteString | null
  readonly initiator: Origin | null
  readonly topLevelSite: Site | null
  readonly siteForCookies: Site | null
  readonly referrer: string | null
  readonly referrerPolicy: ReferrerPolicy
  readonly userActivated: boolean
  readonly isReload: boolean
  readonly isForm: boolean
  /** Whether responses must pass the CORS check; once true it stays. */
  readonly corsFlag: boolean
  readonly isTainted: boolean
  readonly originHeader: Origin | null
  readonly sendsCredentials: boolean
  readonly phase: 'preflight' | 'request'
  readonly requestId: string
}

/** A browser without cookies and without a page. Whether it blocks third-party cookies is the profile's matter unless it is said. */
export function createBrowser(options: { name: string; profile?: ProfileName; blocksThirdPartyCookies?: boolean }): BrowserState {
  const profile = options.profile ?? 'chromium'
  return {
    version: 1,
    name: options.name,
    profile,
    blocksThirdPartyCookies: options.blocksThirdPartyCookies ?? PROFILES[profile].blocksThirdPartyCookies,
    jar: EMPTY_JAR,
    page: null,
    preflights: [],
    load: null,
    requestCount: 0,
  }
}
