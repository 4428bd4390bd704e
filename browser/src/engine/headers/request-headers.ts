import type { ByteString } from '../../jar/cookie.ts'
import type { ProfileName } from '../../profile.ts'
import type { Load, LoadKind } from '../state.ts'
import type { Header } from './header-list.ts'

const USER_AGENTS: Readonly<Record<ProfileName, string>> = {
  chromium: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0',
  safari: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
}

/** What Chromium 156 accepts; the others name fewer types, and what they name no lesson depends on. */
const DOCUMENT_TYPES =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7'
const ACCEPT: Readonly<Record<LoadKind, string>> = {
  navigation: DOCUMENT_TYPES,
  iframe: DOCUMENT_TYPES,
  fetch: '*/*',
  image: 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  script: '*/*',
}
const ACCEPT_LANGUAGE = 'en-US,en;q=0.9'

/** The headers that were decided on one by one; null and empty: not sent. */
export type DecidedHeaders = { origin: string | null; metadata: readonly Header[]; referrer: string | null; cookie: ByteString | null }

/** All headers of a request in the order in which Chromium 156 sends them over HTTP/1.1, without those of the connection. */
export function headersOf(load: Load, profile: ProfileName, decided: DecidedHeaders): Header[] {
  const { headers: own, kind, body, method } = load
  const isDocument = kind === 'navigation' || kind === 'iframe'
  const accept = own.find(([name]) => name.toLowerCase() === 'accept')
  return [
    ['Host', new URL(load.url).host],
    ...ifAny('Content-Length', body !== null ? String(body.length) : method === 'POST' || method === 'PUT' ? '0' : null),
    ...ifAny('Cache-Control', load.isReload || (isDocument && method === 'POST') ? 'max-age=0' : null),
    ...ifAny('Upgrade-Insecure-Requests', isDocument ? '1' : null),
    ...own,
    ['User-Agent', USER_AGENTS[profile]],
    ...(isDocument ? ifAny('Origin', decided.origin) : []),
    ...ifAny('Accept', accept ? null : ACCEPT[kind]),
    ...(isDocument ? [] : ifAny('Origin', decided.origin)),
    ...decided.metadata,
    ...ifAny('Referer', decided.referrer),
    ...(own.some(([name]) => name.toLowerCase() === 'accept-language') ? [] : ifAny('Accept-Language', ACCEPT_LANGUAGE)),
    ...ifAny('Cookie', decided.cookie),
  ]
}

/** The headers of a preflight. Sec-Fetch-Mode goes even over plain http, as Chromium does. Source: Fetch §4.8. */
export function preflightHeadersOf(load: Load, profile: ProfileName, unsafeNames: readonly string[], decided: DecidedHeaders): Header[] {
  return [
    ['Host', new URL(load.url).host],
    ['Accept', '*/*'],
    ['Access-Control-Request-Method', load.method],
    ...ifAny('Access-Control-Request-Headers', unsafeNames.length > 0 ? unsafeNames.join(',') : null),
    ...ifAny('Origin', decided.origin),
    ['User-Agent', USER_AGENTS[profile]],
    ['Sec-Fetch-Mode', 'cors'],
    ...decided.metadata.filter(([name]) => name !== 'Sec-Fetch-Mode'),
    ...ifAny('Referer', decided.referrer),
    ['Accept-Language', ACCEPT_LANGUAGE],
  ]
}

function ifAny(name: string, value: ByteString | null): Header[] {
  return value === null ? [] : [[name, value]]
}
