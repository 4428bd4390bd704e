import type { BrowserStep } from '@crumbtrail/browser/engine/browser-step'
import { playStep } from '@crumbtrail/browser/engine/play-step'
import { createBrowser } from '@crumbtrail/browser/engine/state'
import type { EngineRequest } from '@crumbtrail/browser/engine/turn'
import { registrableDomain } from '@crumbtrail/browser/public-suffix'

const SHOP = 'https://shop.test'
const API = 'https://api.shop.test'
const ADS = 'https://ads.test'
const ROUNDS = 200
const WARM_UP_ROUNDS = 50

/** A visit, a sign-in, an API with preflights, a foreign frame and form: what a long lab asks of the simulated browser. */
const STEPS: readonly BrowserStep[] = (
  [
    { type: 'visit', url: `${SHOP}/` },
    { type: 'visit', url: `${SHOP}/login`, from: 'page' },
    { type: 'submit', method: 'POST', url: `${SHOP}/login`, form: { name: 'alice', password: 'secret' } },
    { type: 'read-cookies' },
    { type: 'write-cookie', cookie: 'theme=dark; Path=/; Max-Age=3600' },
    { type: 'fetch', method: 'GET', url: `${SHOP}/me` },
    { type: 'fetch', method: 'PUT', url: `${API}/me`, json: { theme: 'dark' }, credentials: 'include' },
    { type: 'fetch', method: 'PUT', url: `${API}/me`, json: { theme: 'light' }, credentials: 'include' },
    { type: 'fetch', method: 'GET', url: `${ADS}/x` },
    { type: 'embed', as: 'image', url: `${ADS}/pixel` },
    { type: 'embed', as: 'script', url: `${ADS}/script` },
    { id: 'ad', type: 'embed', as: 'iframe', url: `${ADS}/frame` },
    { type: 'read-cookies', in: 'ad' },
    { type: 'fetch', method: 'GET', url: `${SHOP}/me`, credentials: 'include', in: 'ad' },
    { type: 'reload' },
    { type: 'visit', url: `${ADS}/win` },
    { type: 'submit', method: 'POST', url: `${SHOP}/pay`, form: { to: 'mallory' } },
    { type: 'visit', url: `${SHOP}/out`, from: 'page' },
    { type: 'restart-browser' },
    { type: 'visit', url: `${SHOP}/` },
  ] as const
).map((step, at) => ({ id: `s${at}`, ...step }))

function answer({ method, url }: EngineRequest) {
  const { hostname, pathname } = new URL(url)
  const cors = [
    ['Access-Control-Allow-Origin', SHOP],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Allow-Methods', 'PUT'],
    ['Access-Control-Allow-Headers', 'content-type'],
  ] as const
  const cookies =
    hostname === 'ads.test'
      ? ([['Set-Cookie', 'ad=1; SameSite=None; Secure; Partitioned']] as const)
      : ([
          ['Set-Cookie', `__Host-sid=${'0123456789abcdef'.repeat(2)}; Path=/; Secure; HttpOnly; SameSite=Lax`],
          ['Set-Cookie', 'seen=1; Expires=Fri, 01 Jan 2027 00:00:00 GMT'],
        ] as const)
  const location = method === 'POST' ? '/' : pathname === '/out' ? `${ADS}/landing` : null
  return {
    status: method === 'OPTIONS' ? 204 : location === null ? 200 : 303,
    headers: [['Content-Type', 'text/html'] as const, ...cors, ...cookies, ...(location === null ? [] : [['Location', location] as const])],
    body: method === 'OPTIONS' ? '' : 'hello',
  }
}

export type ScenarioFigures = { steps: number; requests: number; events: number; medianMs: number; p95Ms: number }

/** How long the simulated browser takes for a scenario of twenty steps, every cookie decision explained. */
export function measureScenario(): ScenarioFigures {
  const times: number[] = []
  let requests = 0
  let events = 0
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const startedAt = performance.now()
    let state = createBrowser({ name: 'alice' })
    requests = 0
    events = 0
    for (const [at, step] of STEPS.entries()) {
      const played = playStep(state, step, { now: 1_767_225_600_000 + at * 1000, registrableDomain }, answer)
      state = played.state
      requests += played.requests.length
      events += played.events.length
    }
    if (round >= 0) times.push(performance.now() - startedAt)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { steps: STEPS.length, requests, events, medianMs: at(0.5), p95Ms: at(0.95) }
}
