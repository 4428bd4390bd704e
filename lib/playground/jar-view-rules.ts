import type { EngineEvent } from '@crumbtrail/browser/engine/event'
import type { Cookie } from '@crumbtrail/browser/jar/cookie'
import { type Happening, happeningsOf, type RunView } from './run-view-rules.ts'

/** A browser at one moment of a run: its cookies in the order of their making, and the address of its page. */
export type BrowserMoment = { cookies: readonly Cookie[]; page: string | null }

const NEW_BROWSER: BrowserMoment = { cookies: [], page: null }

/**
 * A browser before and after one exchange of a run, by replaying what was told of it. What follows the exchange in the stream and comes of its answer
 * (the page that it brought) is after it. Where decisions were left out for their size, so are their cookies.
 */
export function browserAround(run: RunView, browser: string, exchangeIndex: number): { before: BrowserMoment; after: BrowserMoment } {
  const happenings = happeningsOf(run)
  const at = happenings.findIndex((happening) => happening.kind === 'exchange' && happening.index === exchangeIndex)
  const before = replay(NEW_BROWSER, happenings.slice(0, at), browser)
  const stepId = happenings[at]?.stepId
  const next = happenings.slice(at + 1).findIndex((happening) => happening.kind !== 'browser' || happening.stepId !== stepId)
  const following = happenings.slice(at, next < 0 ? undefined : at + 1 + next)
  return { before, after: replay(before, following, browser) }
}

/** A browser after all that has been told of it. */
export function browserAtEnd(run: RunView, browser: string): BrowserMoment {
  return replay(NEW_BROWSER, happeningsOf(run), browser)
}

function replay(start: BrowserMoment, happenings: readonly Happening[], browser: string): BrowserMoment {
  return happenings.reduce((state, happening) => {
    if (happening.kind === 'exchange') return happening.exchange.browser === browser ? happening.exchange.events.reduce(withEvent, state) : state
    return happening.kind === 'browser' && happening.browser === browser ? happening.events.reduce(withEvent, state) : state
  }, start)
}

function withEvent(state: BrowserMoment, event: EngineEvent): BrowserMoment {
  switch (event.type) {
    case 'cookie-store': {
      const { outcome, cookie, previous, evicted } = event.decision
      if (outcome === 'refused' || cookie === null) return state
      const left = without(state.cookies, [...evicted, cookie, ...(previous ? [previous] : [])])
      return { ...state, cookies: outcome === 'deleted' ? left : [...left, cookie] }
    }
    case 'cookies-expired':
      return { ...state, cookies: without(state.cookies, event.cookies) }
    case 'session-ended':
      return { cookies: without(state.cookies, event.cookies), page: null }
    case 'cookie-stolen':
      return { ...state, cookies: [...without(state.cookies, [event.cookie]), event.cookie] }
    case 'document-changed':
      return event.frame === null ? { ...state, page: event.url } : state
    default:
      return state
  }
}

function without(cookies: readonly Cookie[], gone: readonly Cookie[]): Cookie[] {
  const names = new Set(gone.map(cookieKey))
  return cookies.filter((cookie) => !names.has(cookieKey(cookie)))
}

/** What makes two cookies of a jar the same one. Source: RFC 6265bis §5.7, and the partition. */
export function cookieKey({ name, domain, hostOnly, path, partitionKey }: Cookie): string {
  return JSON.stringify([name, domain, hostOnly, path, partitionKey && [partitionKey.site, partitionKey.hasCrossSiteAncestor]])
}
