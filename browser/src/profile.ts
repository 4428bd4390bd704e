export type ProfileName = 'chromium' | 'firefox' | 'safari'

/** What browsers do differently with cookies, as data. Since which version, and by which source, stands in the README. */
export type Profile = {
  name: ProfileName
  /** What an absent SameSite means. */
  defaultSameSite: 'lax' | 'none'
  /** How long a cookie without SameSite still goes with a cross-site top-level POST; 0: never. */
  laxAllowingUnsafeMs: number
  /** Whether SameSite=None asks for Secure. */
  noneRequiresSecure: boolean
  /** Whether http and https of one domain are two sites for SameSite. */
  hasSchemefulSameSite: boolean
  /** Whether cookies of third parties are kept back unless the caller says otherwise. */
  blocksThirdPartyCookies: boolean
  /** Whether a third party whose cookies are kept back gets a place of its own under each page, without asking for Partitioned. */
  dividesThirdPartyCookies: boolean
  hasPartitioned: boolean
  /** Whether `__Http-` and `__Host-Http-` are understood; `__Secure-` and `__Host-` are by all. */
  hasHttpPrefixes: boolean
  /** Whether http://localhost may set and get Secure cookies. */
  trustsLocalhost: boolean
  /** How long a cookie that a script has set may live; null: as long as any other. */
  scriptLifetimeMsMax: number | null
  /** A use this soon after the last one is not noted. */
  accessGranularityMs: number
  /** By which letter lines are read and kept: RFC 6265bis, or Chromium where it departs from it. */
  reading: 'text' | 'chromium'
}

const DAY_MS = 86_400_000

const TEXT = {
  laxAllowingUnsafeMs: 0,
  hasPartitioned: true,
  hasHttpPrefixes: true,
  trustsLocalhost: true,
  scriptLifetimeMsMax: null,
  accessGranularityMs: 0,
  reading: 'text',
} as const

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  chromium: {
    ...TEXT,
    name: 'chromium',
    defaultSameSite: 'lax',
    laxAllowingUnsafeMs: 120_000,
    noneRequiresSecure: true,
    hasSchemefulSameSite: true,
    blocksThirdPartyCookies: false,
    dividesThirdPartyCookies: false,
    accessGranularityMs: 60_000,
    reading: 'chromium',
  },
  firefox: {
    ...TEXT,
    name: 'firefox',
    defaultSameSite: 'none',
    noneRequiresSecure: true,
    hasSchemefulSameSite: false,
    blocksThirdPartyCookies: true,
    dividesThirdPartyCookies: true,
  },
  safari: {
    ...TEXT,
    name: 'safari',
    defaultSameSite: 'none',
    noneRequiresSecure: false,
    hasSchemefulSameSite: false,
    blocksThirdPartyCookies: true,
    dividesThirdPartyCookies: false,
    hasHttpPrefixes: false,
    trustsLocalhost: false,
    scriptLifetimeMsMax: 7 * DAY_MS,
  },
}
