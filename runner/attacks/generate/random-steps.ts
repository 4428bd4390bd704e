import type { JobInput } from '../../src/contract.ts'
import type { Random } from './random.ts'

type Step = NonNullable<JobInput['steps']>[number]

/** Who a generated job's browsers are. */
export const BROWSERS = [
  { name: 'alice', profile: 'chromium' },
  { name: 'bob', profile: 'safari' },
] as const

/** Up to six steps that ask these hosts, of every kind: raw requests, waits, restarts, and what the named browsers do. */
export function randomSteps(random: Random, hosts: readonly string[], browsers: readonly string[]): Step[] {
  const asked: string[] = []
  return Array.from({ length: 1 + random.below(6) }, (_, index): Step => {
    const id = `step-${index}`
    const kind = random.below(6)
    if (kind === 0) return { id, type: 'wait', seconds: random.pick([0.001, 1, 3600, 86_400 * 399]) }
    if (kind === 1) return { id, type: 'restart-server', ...(random.chance(0.5) ? { site: random.pick(hosts) } : {}) }
    if (kind < 5 && browsers.length > 0) return browserStep(random, id, addressOf(random, hosts), browsers)
    const cookies = asked.length > 0 && random.chance(0.4) ? { cookiesFrom: random.pick(asked) } : {}
    asked.push(id)
    const headers: [string, string][] = random.chance(0.3)
      ? [
          [
            random.pick(['Host', 'Content-Length', 'Transfer-Encoding', 'Expect', 'X-A']),
            random.pick(['', '5', 'chunked', '100-continue', '\u00ff'.repeat(500)]),
          ],
        ]
      : []
    const body = random.chance(0.3) ? { body: random.bytes(random.below(2_000)).toString('latin1') } : {}
    return {
      id,
      type: 'request',
      method: random.pick(['GET', 'POST', 'HEAD', 'CONNECT', 'PRI', 'DELETE']),
      url: addressOf(random, hosts),
      headers,
      ...cookies,
      ...body,
    }
  })
}

const addressOf = (random: Random, hosts: readonly string[]): string =>
  `http://${random.pick(hosts)}/${random.pick(['', '?a=b', 'x'.repeat(900), '%00', '..;/'])}`

function browserStep(random: Random, id: string, url: string, browsers: readonly string[]): Step {
  const browser = random.pick(browsers)
  const method = random.pick(['GET', 'POST', 'PUT', 'DELETE'])
  const others = browsers.filter((name) => name !== browser)
  return random.pick<Step>([
    { id, type: 'visit', browser, url },
    { id, type: 'visit', browser, url },
    { id, type: 'submit', browser, method, url, form: { a: random.bytes(random.below(500)).toString('latin1') } },
    { id, type: 'fetch', browser, method, url, credentials: random.pick(['omit', 'same-origin', 'include']) },
    { id, type: 'embed', browser, url, as: random.pick(['image', 'script', 'iframe']) },
    { id, type: 'reload', browser },
    { id, type: 'read-cookies', browser },
    {
      id,
      type: 'write-cookie',
      browser,
      cookie: random.pick(['a=b', '__proto__=1; Max-Age=9999999999999', `${'x'.repeat(4_000)}=1; Expires=${'1:'.repeat(400)}`]),
    },
    { id, type: 'restart-browser', browser },
    ...others.map((from): Step => ({ id, type: 'steal-cookie', browser, name: random.pick(['a', 'sid', '__proto__']), from })),
  ])
}
