export type ProfileName = 'chromium' | 'firefox' | 'safari'

/** What browsers do differently with cookies, as data. Who differs, and by which source, stands in the README. */
export type Profile = {
  name: ProfileName
  /** What an absent SameSite means. */
  defaultSameSite: 'lax' | 'none'
  /** How long a cookie without SameSite still goes with a cross-site top-level POST; 0: never. */
  laxAllowingUnsafeMs: number
  /** Whether SameSite=None asks for Secure. */
  noneRequiresSecure: boolean
  /** Whether cookies of other sites are kept back unless the caller says otherwise. */
  blocksThirdPartyCookies: boolean
  /** Whether Partitioned is understood. */
  hasPartitioned: boolean
  /** Whether http://localhost may set and get Secure cookies. */
  trustsLocalhost: boolean
}

const CHROMIUM: Profile = {
  name: 'chromium',
  defaultSameSite: 'lax',
  laxAllowingUnsafeMs: 120_000,
  noneRequiresSecure: true,
  blocksThirdPartyCookies: false,
  hasPartitioned: true,
  trustsLocalhost: true,
}

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  chromium: CHROMIUM,
  firefox: {
    ...CHROMIUM,
    name: 'firefox',
    defaultSameSite: 'none',
    laxAllowingUnsafeMs: 0,
    noneRequiresSecure: false,
    blocksThirdPartyCookies: true,
  },
  safari: {
    ...CHROMIUM,
    name: 'safari',
    defaultSameSite: 'none',
    laxAllowingUnsafeMs: 0,
    noneRequiresSecure: false,
    blocksThirdPartyCookies: true,
    trustsLocalhost: false,
  },
}
