import { expect, it } from 'vitest'
import { PROFILES } from '../profile.ts'
import { registrableDomain } from '../sites/public-suffix.ts'
import { EMPTY_JAR } from './jar.ts'
import { retrieveCookies } from './retrieve-cookies.ts'
import { storeCookie } from './store-cookie.ts'

it('what a server sets comes back to it', () => {
  const occasion = {
    url: new URL('https://shop.test/'),
    now: 0,
    viaHttp: true,
    sameSiteContext: 'strict' as const,
    partitionKey: null,
    thirdPartyBlocked: false,
    profile: PROFILES.chromium,
    registrableDomain,
  }
  const { jar, decision } = storeCookie(EMPTY_JAR, { ...occasion, line: 'a=1; Path=/' })
  expect(decision.outcome).toBe('stored')
  expect(retrieveCookies(jar, occasion).header).toBe('a=1')
})
