/** For tests: jars filled by lines, and the occasions on which they are asked. */
import { PROFILES, type ProfileName } from '../profile.ts'
import { registrableDomain } from '../sites/public-suffix.ts'
import type { ByteString } from './cookie.ts'
import type { Occasion, RetrieveDecision, StoreDecision } from './decision.ts'
import { EMPTY_JAR, type Jar } from './jar.ts'
import { type RetrieveInput, retrieveCookies } from './retrieve-cookies.ts'
import { type StoreInput, storeCookie } from './store-cookie.ts'

/** 2026-11-22, 12:00 UTC. */
export const NOON = 1_795_348_800_000

export type Setting = Partial<Omit<Occasion, 'url'>> & { url?: string; profile?: ProfileName }

/** A first party's request over https by Chromium, unless it is said otherwise. */
export function inputOf({ url = 'https://a.shop.test/x/y', profile = 'chromium', ...rest }: Setting): RetrieveInput {
  const parsed = new URL(url)
  const site = `${parsed.protocol}//${registrableDomain(parsed.hostname) ?? parsed.hostname}`
  return {
    url: parsed,
    now: NOON,
    viaHttp: true,
    sameSiteContext: 'strict',
    partitionKey: { site, hasCrossSiteAncestor: false },
    thirdPartyBlocked: false,
    profile: PROFILES[profile],
    registrableDomain,
    ...rest,
  }
}

export function lineInputOf(line: ByteString, setting: Setting = {}): StoreInput {
  return { ...inputOf(setting), line }
}

/** The jar after the lines, each a millisecond after the one before. */
export function jarOf(lines: readonly ByteString[], setting: Setting = {}, jar: Jar = EMPTY_JAR): Jar {
  return lines.reduce((filled, line, index) => storeCookie(filled, lineInputOf(line, { ...setting, now: (setting.now ?? NOON) + index })).jar, jar)
}

export function decide(line: ByteString, setting: Setting = {}, jar: Jar = EMPTY_JAR): StoreDecision {
  return storeCookie(jar, lineInputOf(line, setting)).decision
}

export function headerOf(jar: Jar, setting: Setting = {}): ByteString | null {
  return retrieveCookies(jar, inputOf(setting)).header
}

/** The decision on the only cookie of the jar. */
export function soleDecision(jar: Jar, setting: Setting = {}): RetrieveDecision {
  const { decisions } = retrieveCookies(jar, inputOf(setting))
  if (decisions.length !== 1) throw new Error(`expected one cookie, found ${decisions.length}`)
  return decisions[0] as RetrieveDecision
}
