/** What the simulated browser costs: cookies stored and retrieved per second, a scenario of twenty steps, bytes in a page. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { BrowserStep } from '@crumbtrail/browser/engine/browser-step'
import { playStep } from '@crumbtrail/browser/engine/play-step'
import { createBrowser } from '@crumbtrail/browser/engine/state'
import type { Occasion } from '@crumbtrail/browser/jar/decision'
import { EMPTY_JAR, type Jar } from '@crumbtrail/browser/jar/jar'
import { retrieveCookies } from '@crumbtrail/browser/jar/retrieve-cookies'
import { storeCookie } from '@crumbtrail/browser/jar/store-cookie'
import { PROFILES } from '@crumbtrail/browser/profile'
import { registrableDomain } from '@crumbtrail/browser/public-suffix'

const COOKIES_PER_SITE = 10
/** Before the first that counts: until then V8 still compiles, and how long it takes differs from one process to the next. */
const WARM_UP_ROUNDS = 3
const ROUNDS = 5
const ROUND_CPU_MS = 200
const NOW = Date.UTC(2026, 10, 22, 12)

export type JarFigures = { cookies: number; storesPerSecond: number; retrievalsPerSecond: number; explainedPerSecond: number }

const inputFor = (site: number) => ({
  url: { protocol: 'https:', hostname: `www.s${site}.test`, pathname: '/' },
  now: NOW,
  viaHttp: true,
  sameSiteContext: 'strict' as Occasion['sameSiteContext'],
  partitionKey: { site: `https://s${site}.test`, hasCrossSiteAncestor: false },
  thirdPartyBlocked: false,
  profile: PROFILES.chromium,
  registrableDomain,
})

const jarOf = (cookies: number): Jar => {
  let jar = EMPTY_JAR
  for (let index = 0; index < cookies; index++) {
    const line = `c${index % COOKIES_PER_SITE}=${index}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600`
    jar = storeCookie(jar, { ...inputFor(Math.floor(index / COOKIES_PER_SITE)), line }).jar
  }
  return jar
}

/** How often per second of processor time, so that a busy machine does not count: the median of several rounds of warm code. */
const perSecond = (work: (turn: number) => unknown): number => {
  const rounds: number[] = []
  let turns = 0
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const before = process.cpuUsage()
    const first = turns
    let cpuMs = 0
    while (cpuMs < ROUND_CPU_MS) {
      for (let batch = 0; batch < 20; batch++) work(turns++)
      const { user, system } = process.cpuUsage(before)
      cpuMs = (user + system) / 1000
    }
    if (round >= 0) rounds.push(((turns - first) * 1000) / cpuMs)
  }
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number
}

/** Stores a cookie anew, and asks for the ten of one site, in jars of these sizes: site by site, so that nothing is warm by chance. */
export const measureJars = (sizes: readonly number[]): JarFigures[] =>
  sizes.map((cookies) => {
    const jar = jarOf(cookies)
    const inputs = Array.from({ length: cookies / COOKIES_PER_SITE }, (_, site) => inputFor(site))
    const inputOf = (turn: number) => inputs[turn % inputs.length] as (typeof inputs)[number]
    return {
      cookies,
      storesPerSecond: perSecond((turn) => storeCookie(jar, { ...inputOf(turn), line: `c${turn % COOKIES_PER_SITE}=new; Path=/; Secure; HttpOnly` })),
      retrievalsPerSecond: perSecond((turn) => retrieveCookies(jar, { ...inputOf(turn), explain: 'site' })),
      explainedPerSecond: perSecond((turn) => retrieveCookies(jar, inputOf(turn))),
    }
  })

const shop = 'https://shop.test'
const STEPS: readonly BrowserStep[] = (
  [
    { type: 'visit', url: `${shop}/` },
    { type: 'submit', method: 'POST', url: `${shop}/login`, form: { user: 'alice' } },
    { type: 'read-cookies' },
    { type: 'write-cookie', cookie: 'theme=dark; Path=/' },
    { type: 'fetch', method: 'GET', url: '/cart' },
    { type: 'fetch', method: 'PUT', url: 'https://api.shop.test/cart', json: { id: 1 }, credentials: 'include' },
    { type: 'fetch', method: 'PUT', url: 'https://api.shop.test/cart', json: { id: 2 }, credentials: 'include' },
    { type: 'embed', url: 'https://ads.test/pixel', as: 'image' },
    { type: 'embed', url: 'https://ads.test/frame', as: 'iframe' },
    { type: 'reload' },
    { type: 'visit', url: 'https://news.test/', from: 'page' },
    { type: 'visit', url: `${shop}/`, from: 'page' },
    { type: 'visit', url: 'https://evil.test/' },
    { type: 'submit', method: 'POST', url: `${shop}/transfer`, form: { to: 'mallory' } },
    { type: 'fetch', method: 'GET', url: `${shop}/cart`, credentials: 'include' },
    { type: 'embed', url: `${shop}/logo`, as: 'image' },
    { type: 'visit', url: `${shop}/away` },
    { type: 'wait' },
    { type: 'restart-browser' },
    { type: 'visit', url: `${shop}/` },
  ] as const
).map((step, index) => ({ ...step, id: `s${index}` }))

/** Scenarios of twenty steps per second, every decision explained, and how many requests one makes. */
export const measureScenario = (): { perSecond: number; steps: number; requests: number } => {
  let requests = 0
  const play = () => {
    let state = createBrowser({ name: 'alice' })
    requests = 0
    for (const step of STEPS) {
      const played = playStep(state, step, { now: NOW, registrableDomain }, ({ url }) => {
        const isAway = url.endsWith('/away')
        const headers = [
          ['set-cookie', 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax'],
          ['set-cookie', 'seen=1; Secure; SameSite=None; Partitioned'],
          ['access-control-allow-origin', shop],
          ['access-control-allow-credentials', 'true'],
          ['access-control-allow-methods', 'PUT'],
          ['access-control-allow-headers', 'content-type'],
          ...(isAway ? [['location', 'https://pay.test/']] : []),
        ] as [string, string][]
        return { status: isAway ? 303 : 200, headers, body: 'ok' }
      })
      state = played.state
      requests += played.requests.length
    }
  }
  return { perSecond: perSecond(play), steps: STEPS.length, requests }
}

const JAR = ['jar/store-cookie', 'jar/retrieve-cookies', 'jar/expire-cookies', 'jar/document-cookie', 'profile']
const ENGINE = ['engine/step', 'engine/receive', 'engine/play-step', 'engine/state', 'engine/steal-cookie']
const SENTENCES = ['reasons/jar-sentences', 'reasons/engine-sections', 'reasons/engine-sentences']

/**
 * Bytes, minified and by gzip, without the suffix list: of the jar, of the engine with its jar (every decision and what would flip it),
 * of what the engine's page loads to put them into sentences, and of what decides and speaks in the clinic's page.
 */
export const measureBundles = async (): Promise<{ jar: number; engine: number; sentences: number; clinic: number }> => ({
  jar: await bundle(JAR.map(everythingOf)),
  engine: await bundle(ENGINE.map(everythingOf)),
  sentences: await bundle(SENTENCES.map(everythingOf)),
  clinic: await bundle(["export { examineLines } from './lib/tools/set-cookie/examine-lines.ts'", everythingOf('reasons/jar-sentences')]),
})

const everythingOf = (path: string) => `export * from '@crumbtrail/browser/${path}'`

const bundle = async (imports: readonly string[]): Promise<number> => {
  const child = spawn('node_modules/.bin/esbuild', ['--bundle', '--minify', '--format=esm', '--target=es2022'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
  child.stdin.end(imports.join('\n'))
  const source = await text(child.stdout)
  if (source === '') throw new Error('esbuild bundled nothing; what it said stands above')
  return gzipSync(source, { level: 9 }).length
}
