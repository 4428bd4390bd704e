/** A string whose every code unit is 0..255: bytes as they came, one character each. */
export type ByteString = string

/** `default` stands for an attribute that is absent, or whose value nobody knows. */
export type SameSite = 'strict' | 'lax' | 'none' | 'default'

/**
 * Under which page a partitioned cookie lives: the top-level site with its scheme (`https://shop.test`), and whether a frame of
 * another site stands between that page and whoever asks. Source: CHIPS, "Computing the cookie partition key".
 */
export type PartitionKey = { site: string; hasCrossSiteAncestor: boolean }

/** A cookie as it is kept. Plain data: times are milliseconds since the epoch, `domain` has no leading dot. Source: RFC 6265bis §5.7. */
export type Cookie = {
  name: ByteString
  value: ByteString
  domain: string
  hostOnly: boolean
  path: ByteString
  secure: boolean
  httpOnly: boolean
  sameSite: SameSite
  /** Null for a cookie that is the same under every page. */
  partitionKey: PartitionKey | null
  /** Null for a session cookie: it lives until the browser ends. */
  expiresAt: number | null
  /** When it was made; a replaced cookie may hand it on. The order of sending and Lax+POST go by it. */
  createdAt: number
  lastAccessAt: number
  /** Total order of creation, for cookies made in one millisecond; handed on as `createdAt` is. */
  order: number
  /** Which of the cookies last used in one millisecond was used last, for making room; 0 once a request has used it. */
  useOrder: number
}

/** What of a URL decides over cookies; a `URL` fits. `pathname` is a byte string, `hostname` lower case and of ASCII. */
export type CookieUrl = { protocol: string; hostname: string; pathname: string }

/** Who asks, seen from the site of the page: as Chromium tells them apart, so that Lax and Lax+POST can be decided. */
export type SameSiteContext =
  /** From the same site, or from nobody (address bar). */
  | 'strict'
  /** From another site, but a top-level navigation with a safe method. */
  | 'lax'
  /** From another site, a top-level navigation with an unsafe method. */
  | 'lax-unsafe'
  /** From another site, and no top-level navigation. */
  | 'cross-site'

/** The registrable domain of a host (`shop.co.uk` of `a.shop.co.uk`); null for a public suffix, a single label, an IP address. */
export type RegistrableDomain = (host: string) => string | null
