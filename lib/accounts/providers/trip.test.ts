import { mkdtempSync } from 'node:fs'
import type { Server } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startIdentityProvider } from '#e2e/identity-provider.ts'
import { db } from '#lib/db.ts'
import { newestMailTo, sendMails } from '#lib/mail/test-mailbox.ts'
import { takeTestDatabase } from '#prisma/take-test-database.ts'
import { readSession } from '../sessions/read-session.ts'
import { newSender, signUpWholly } from '../test-people.ts'
import { beginTrip } from './begin-trip.ts'
import { finishTrip } from './finish-trip.ts'
import { findSignInProvider, listSignInProviders } from './sign-in-providers.ts'
import { unlinkIdentity } from './unlink-identity.ts'

const SITE = 'http://localhost:3000'
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'crumbtrail-trips-'))
process.env.LOG_LEVEL = 'silent'
process.env.SITE_URL = SITE
await takeTestDatabase()

let server: Server
beforeAll(async () => {
  const issuer = `http://127.0.0.1:${await freePort()}`
  process.env.OIDC_ISSUER = issuer
  process.env.OIDC_CLIENT_ID = 'crumbtrail'
  process.env.OIDC_CLIENT_SECRET = 'only-for-tests-0123456789'
  const redirectUri = `${SITE}/api/auth/callback/oidc`
  server = await startIdentityProvider({ issuer, clientId: 'crumbtrail', clientSecret: 'only-for-tests-0123456789', redirectUri })
})
afterAll(() => server.close())

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

type Jar = Record<string, string>

/** Keeps what header lines set, as a browser would for one host. */
function keep(jar: Jar, lines: readonly string[]): void {
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line) || value === '') delete jar[name]
    else jar[name] = decodeURIComponent(value)
  }
}

/** What a person does at the provider: says who they are and agrees. Returns the query with which they are sent back. */
async function visitProvider(begin: URL, who: string): Promise<Record<string, string>> {
  const jar: Jar = {}
  let address = begin
  let form: URLSearchParams | undefined
  for (let hops = 0; hops < 12; hops += 1) {
    const cookie = Object.entries(jar)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie }, ...(form ? { method: 'POST', body: form } : {}) })
    keep(jar, answer.headers.getSetCookie())
    const location = answer.headers.get('location')
    form = undefined
    if (location) address = new URL(location, address)
    else {
      const html = await answer.text()
      const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1]
      if (!prompt) throw new Error(`the provider says ${answer.status}: ${html.slice(0, 300)}`)
      form = new URLSearchParams(prompt === 'login' ? { prompt, login: who, password: 'any' } : { prompt })
    }
    if (address.origin === SITE) return Object.fromEntries(address.searchParams)
  }
  throw new Error('the provider sends in circles')
}

/** A whole trip in a browser with these cookies, which it changes. */
async function travel(
  who: string,
  jar: Jar = {},
  change: (query: Record<string, string>) => Record<string, string> = (query) => query,
  now = new Date(),
): Promise<string> {
  const provider = findSignInProvider('oidc')
  if (!provider) throw new Error('expected a provider')
  const trip = await beginTrip(provider, '/welcome?next=%2Flearn', newSender())
  if (!trip.ok) throw new Error(trip.reason)
  keep(jar, trip.setCookies)
  const end = await finishTrip(provider, change(await visitProvider(trip.leaveFor, who)), jar, newSender(), now)
  keep(jar, end.setCookies)
  return end.path
}

const session = (jar: Jar) => readSession(jar['crumbtrail-session'], new Date())

describe('a trip to an identity provider', () => {
  it('is offered only where its settings are', () => {
    expect(listSignInProviders()).toEqual([{ id: 'oidc', name: new URL(String(process.env.OIDC_ISSUER)).host }])
    expect(findSignInProvider('github')).toBeNull()
    expect(findSignInProvider('__proto__')).toBeNull()
  })

  it('goes with state, nonce and PKCE, and comes back to an account with a session like any other', async () => {
    const jar: Jar = {}
    expect(await travel('s1 grace@example.org verified', jar)).toBe('/welcome?next=%2Flearn')
    expect(Object.keys(jar)).toEqual(['crumbtrail-session'])
    expect(await session(jar)).toMatchObject({ viewer: { displayName: 'Person s1', role: 'learner' } })
    expect(await db().user.findUnique({ where: { email: 'grace@example.org' } })).toMatchObject({
      passwordHash: null,
      emailVerified: expect.any(Date),
    })
    const stored = JSON.stringify([await db().account.findMany(), await db().session.findMany()])
    expect(stored).not.toMatch(/access_token|id_token|eyJ/)
    expect(stored).not.toContain(jar['crumbtrail-session'])
    const [row] = await db().account.findMany({ where: { user: { email: 'grace@example.org' } } })
    expect(row).toMatchObject({ provider: 'oidc', providerAccountId: `${process.env.OIDC_ISSUER} s1 grace@example.org verified` })
  })

  it('finds the same account again, with a new token', async () => {
    const first: Jar = {}
    const second: Jar = {}
    await travel('s2 linus@example.org verified', first)
    await travel('s2 linus@example.org verified', second)
    expect((await session(second))?.viewer).toEqual((await session(first))?.viewer)
    expect(second['crumbtrail-session']).not.toBe(first['crumbtrail-session'])
  })

  it('does not open the account that has the same address', async () => {
    const { viewer } = await signUpWholly('ada@example.org', new Date())
    const jar: Jar = {}
    expect(await travel('s3 ada@example.org verified', jar)).toBe('/sign-in?problem=not-linked')
    expect(jar).toEqual({})
    expect(await db().account.count({ where: { userId: viewer.id } })).toBe(0)
  })

  it('takes no address that the provider has not proved, and so tells nothing about one', async () => {
    const { viewer } = await signUpWholly('barbara@example.org', new Date())
    const jar: Jar = {}
    expect(await travel('s4 barbara@example.org unverified', jar)).toBe('/welcome?next=%2Flearn')
    const entered = await session(jar)
    expect(entered?.viewer.id).not.toBe(viewer.id)
    expect(await db().user.findUnique({ where: { id: entered?.viewer.id } })).toMatchObject({ email: null, emailVerified: null })
  })

  it('adds the identity to the account that is signed in, renews its session, and mails a notice', async () => {
    const { viewer, sessionToken } = await signUpWholly('hedy@example.org', new Date())
    const jar: Jar = { 'crumbtrail-session': sessionToken }
    await travel('s5 other@example.org verified', jar)
    expect(await session(jar)).toMatchObject({ viewer: { id: viewer.id } })
    expect(await readSession(sessionToken, new Date())).toBeNull()
    await sendMails(new Date())
    expect((await newestMailTo('hedy@example.org')).subject).toContain('now opens your account')
    const elsewhere: Jar = {}
    await travel('s5 other@example.org verified', elsewhere)
    expect((await session(elsewhere))?.viewer.id).toBe(viewer.id)
  })

  it('adds nothing to an account whose browser was left open', async () => {
    const { viewer, sessionToken } = await signUpWholly('joan@example.org', new Date())
    const jar: Jar = { 'crumbtrail-session': sessionToken }
    const later = new Date(Date.now() + 16 * 60_000)
    expect(await travel('s10 stranger@example.org verified', jar, undefined, later)).toBe('/settings?problem=sign-in-again')
    expect(jar).toEqual({ 'crumbtrail-session': sessionToken })
    expect(await db().account.count({ where: { userId: viewer.id } })).toBe(0)
  })

  it('does not move an identity from one account to another', async () => {
    await travel('s6 katherine@example.org verified')
    const { sessionToken } = await signUpWholly('dorothy@example.org', new Date())
    const jar: Jar = { 'crumbtrail-session': sessionToken }
    expect(await travel('s6 katherine@example.org verified', jar)).toBe('/settings?problem=linked-elsewhere')
    expect(jar).toEqual({ 'crumbtrail-session': sessionToken })
  })

  it.each<[string, (query: Record<string, string>) => Record<string, string>, string]>([
    ['another state', (query) => ({ ...query, state: 'x'.repeat(43) }), 'failed'],
    ['another code', (query) => ({ ...query, code: 'x'.repeat(43) }), 'failed'],
    ['no code', ({ state = '' }) => ({ state }), 'failed'],
    ['a refusal', ({ state = '' }) => ({ state, error: 'access_denied' }), 'refused'],
  ])('with %s comes to nothing', async (_, change, problem) => {
    const jar: Jar = {}
    expect(await travel('s7 eve@example.org verified', jar, change)).toBe(`/sign-in?problem=${problem}`)
    expect(jar).toEqual({})
    expect(await db().user.count({ where: { email: 'eve@example.org' } })).toBe(0)
  })

  it('cannot be finished in another browser than it was begun in', async () => {
    const provider = findSignInProvider('oidc')
    if (!provider) throw new Error('expected a provider')
    const trip = await beginTrip(provider, '/learn', newSender())
    if (!trip.ok) throw new Error(trip.reason)
    const query = await visitProvider(trip.leaveFor, 's8 mallory@example.org verified')
    expect((await finishTrip(provider, query, {}, newSender(), new Date())).path).toBe('/sign-in?problem=failed')
  })
})

describe('taking an identity away', () => {
  it('is refused for the last way in, and for one of somebody else', async () => {
    const jar: Jar = {}
    await travel('s9 radia@example.org verified', jar)
    const viewer = (await session(jar))?.viewer
    if (!viewer) throw new Error('expected a viewer')
    const [identity] = await db().account.findMany({ where: { userId: viewer.id } })
    const { viewer: other } = await signUpWholly('frances@example.org', new Date())
    expect(await unlinkIdentity(viewer, identity?.id ?? '')).toEqual({ ok: false, reason: 'last-way-in' })
    expect(await unlinkIdentity(other, identity?.id ?? '')).toEqual({ ok: false, reason: 'last-way-in' })
    expect(await unlinkIdentity(other, 'no id')).toEqual({ ok: false, reason: 'last-way-in' })
    await db().user.update({ where: { id: viewer.id }, data: { passwordHash: 'any' } })
    expect(await unlinkIdentity(viewer, identity?.id ?? '')).toEqual({ ok: true, value: null })
  })
})
