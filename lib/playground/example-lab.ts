import { type ExampleAnswer, type ExampleStep, exampleBrowserRun } from './example-browsers.ts'
import type { LabStep } from './lab-step-rules.ts'
import { lanesOf } from './lane-rules.ts'
import { type RunView, runViewOf } from './run-view-rules.ts'
import type { TimelineRow } from './timeline-row.ts'
import { timelineRows } from './timeline-rules.ts'

/** Lanes for tests: alice and mallory, the shop and the site of an attacker. */
export const EXAMPLE_LANES = lanesOf({
  browsers: [
    { name: 'alice', profile: 'chromium' },
    { name: 'mallory', profile: 'chromium' },
  ],
  sites: [
    { host: 'shop.test', entry: 'server.js' },
    { host: 'evil.test', entry: 'evil.js' },
  ],
  steps: [],
})

/** A shop for tests that signs anybody in who posts to /login. */
export const exampleShop: ExampleAnswer = ({ method, url }) => {
  const { pathname, hostname } = new URL(url)
  if (hostname === 'nowhere.test') return { failure: 'no-such-host' }
  if (hostname === 'evil.test') return { status: 200, body: '<form>' }
  if (method === 'OPTIONS') return { status: 204 }
  if (pathname === '/login')
    return {
      status: 302,
      headers: [
        ['Location', '/account'],
        ['Set-Cookie', 'sid=abc; Path=/; HttpOnly; SameSite=Lax; Secure'],
        ['Set-Cookie', '__Host-x=1'],
      ],
      body: '',
    }
  if (pathname === '/') return { status: 200, headers: [['Set-Cookie', 'theme=dark; Max-Age=600; Path=/']], body: 'Welcome' }
  return { status: 200, body: 'Hello' }
}

/** What comes of the steps in the shop: the run, and its rows. */
export function exampleTimeline(
  steps: readonly ExampleStep[],
  answer: ExampleAnswer = exampleShop,
): { steps: LabStep[]; run: RunView; rows: TimelineRow[] } {
  const run = runViewOf(exampleBrowserRun(['alice', 'mallory'], steps, answer))
  const listed = steps.map((step): LabStep => ({ note: null, browser: step.type === 'wait' ? null : 'alice', ...step }) as LabStep)
  return { steps: listed, run, rows: timelineRows(listed, run, EXAMPLE_LANES) }
}
