import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { retrieveCookies } from '../jar/retrieve-cookies.ts'
import { PROFILES } from '../profile.ts'
import { DECISION_SECTIONS, type DecisionCode, REFUSAL_SECTIONS } from '../reasons/engine-sections.ts'
import { DECISION_SENTENCES } from '../reasons/engine-sentences.ts'
import { registrableDomain } from '../sites/public-suffix.ts'
import { sendingContextOf } from '../sites/site-for-cookies.ts'
import type { BrowserStep, OtherStep } from './browser-step.ts'
import { type EngineEvent, EVENT_FIELDS } from './event.ts'
import { findEventFault } from './find-event-fault.ts'
import { type Header, headerValue } from './headers/header-list.ts'
import { sourceOf } from './loading/cookies-of-load.ts'
import type { EngineResponse } from './loading/finish-load.ts'
import { type EngineFailure, receive } from './receive.ts'
import { NOW, respond, scriptedBrowser } from './scripted-browser.ts'
import { type BrowserState, createBrowser } from './state.ts'
import { stealCookie } from './steal-cookie.ts'
import { step } from './step.ts'
import type { EngineContext, EngineRequest } from './turn.ts'

const HOSTS = ['shop.test', 'api.shop.test', 'evil.test', 'alice.github.io', 'github.io', 'localhost:3000', '127.0.0.1:8080', '[::1]']
const bytes = (max: number) => fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: max }).map((list) => String.fromCharCode(...list))
const url = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.constantFrom('http', 'https'), fc.constantFrom(...HOSTS), fc.constantFrom('/', '/a/b', '/a?q=1#f', '/go'))
      .map(([scheme, host, path]) => `${scheme}://${host}${path}`),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.string(), fc.constantFrom('/relative', '//evil.test/x', 'https://u:p@shop.test/', 'javascript:1', 'http://[bad')),
  },
)
const header = fc.oneof(
  fc.tuple(fc.constant('Location'), fc.oneof(url, bytes(12))),
  fc.tuple(
    fc.constant('Set-Cookie'),
    fc.oneof(
      bytes(30),
      fc.constantFrom(
        'a=1',
        'b=2; SameSite=None; Secure',
        'c=3; SameSite=Strict',
        'd=4; Secure; SameSite=None; Partitioned',
        'e=5; Max-Age=5',
        'f=6; HttpOnly',
      ),
    ),
  ),
  fc.tuple(fc.constant('Access-Control-Allow-Origin'), fc.oneof(fc.constantFrom('*', 'null', 'https://shop.test', 'http://evil.test'), bytes(8))),
  fc.tuple(fc.constant('Access-Control-Allow-Credentials'), fc.constantFrom('true', 'TRUE')),
  fc.tuple(
    fc.constantFrom('Access-Control-Allow-Methods', 'Access-Control-Allow-Headers', 'Access-Control-Expose-Headers'),
    fc.oneof(fc.constantFrom('*', 'PUT', 'x-a, content-type'), bytes(8)),
  ),
  fc.tuple(fc.constant('Access-Control-Max-Age'), fc.oneof(fc.constantFrom('0', '60', '999999999999999999999'), bytes(4))),
  fc.tuple(fc.constant('Referrer-Policy'), fc.constantFrom('no-referrer', 'origin', 'unsafe-url', 'same-origin', 'x, strict-origin')),
  fc.tuple(
    fc.constantFrom('X-Frame-Options', 'Content-Security-Policy', 'Content-Disposition', 'Content-Type'),
    fc.oneof(bytes(10), fc.constantFrom('DENY', "frame-ancestors 'self'", 'attachment', 'text/html')),
  ),
  fc.tuple(fc.string({ maxLength: 5 }), bytes(10)),
)
/** Headers that belong together, so that what only a willing server leads to is reached too. */
const permission = fc.tuple(
  fc.constantFrom('https://shop.test', 'https://shop.test', 'null', '*'),
  fc.constantFrom('true', 'true', 'no'),
  fc.constantFrom('PUT, DELETE, PATCH, OPTIONS', '*', 'PUT', 'a b'),
  fc.constantFrom('x-a, content-type, authorization, accept', '*', 'x-a'),
)
const bundle: fc.Arbitrary<Header[]> = fc.oneof(
  { weight: 3, arbitrary: header.map((one) => [one as Header]) },
  {
    weight: 2,
    arbitrary: permission.map(([origin, credentials, methods, names]): Header[] => [
      ['Access-Control-Allow-Origin', origin],
      ['Access-Control-Allow-Credentials', credentials],
      ['Access-Control-Allow-Methods', methods],
      ['Access-Control-Allow-Headers', names],
      ['Access-Control-Max-Age', '60'],
    ]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('/next', 'https://evil.test/', 'https://u:p@shop.test/', 'mailto:a@b.test', 'data:text/html,x', 'http://[bad')
      .map((location): Header[] => [['Location', location]]),
  },
)
const framing = fc.constantFrom<Header[]>([['X-Frame-Options', 'DENY']], [['Content-Security-Policy', "frame-ancestors 'none'"]])
const status = fc.oneof(
  { weight: 6, arbitrary: fc.constant(200) },
  { weight: 6, arbitrary: fc.constantFrom(204, 301, 302, 303, 307, 308, 404, 407, 500) },
)
const answer: fc.Arbitrary<EngineResponse | EngineFailure> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      status,
      headers: fc.array(fc.oneof({ weight: 9, arbitrary: bundle }, { weight: 1, arbitrary: framing }), { maxLength: 4 }).map((list) => list.flat()),
      body: fc.oneof({ weight: 3, arbitrary: bytes(5) }, { weight: 2, arbitrary: fc.constant('GIF89a\x01\0\x01\0\0\0\0;') }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ failure: 'not-listening' }, { failure: 'timed-out' }) },
)
const within = fc.option(fc.constantFrom('s0', 's1', 's2', 'nowhere'), { nil: undefined, freq: 3 })
const method = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('GET', 'post', 'PUT', 'delete', 'HEAD', 'PATCH', 'TRACE', 'OPTIONS') },
  { weight: 1, arbitrary: fc.string() },
)
const anyStep: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.record({ type: fc.constant('visit'), url }),
  fc.record({ type: fc.constant('visit'), url, from: fc.constant('page'), in: within }),
  fc.record({
    type: fc.constant('submit'),
    url,
    method,
    form: fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }), { maxKeys: 2 }),
    in: within,
  }),
  fc.record({
    type: fc.constant('fetch'),
    url,
    method,
    in: within,
    headers: fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom('X-A', 'Authorization', 'Content-Type', 'Cookie', 'Accept'), fc.string({ maxLength: 4 })),
        fc.oneof(bytes(6), fc.string({ maxLength: 4 })),
      ),
      {
        maxLength: 3,
      },
    ),
    body: fc.option(fc.string({ maxLength: 5 }), { nil: undefined }),
    credentials: fc.constantFrom(undefined, 'omit', 'same-origin', 'include'),
    mode: fc.constantFrom(undefined, 'cors', 'no-cors', 'same-origin'),
  }),
  fc.record({
    type: fc.constant('fetch'),
    url: fc.constantFrom('https://api.test/', 'https://evil.test/', '/own'),
    method: fc.constantFrom('GET', 'PUT', 'POST'),
    headers: fc.constantFrom([], [['X-A', '1']], [['Authorization', 'x']]),
    credentials: fc.constantFrom(undefined, 'include'),
  }),
  fc.record({ type: fc.constant('fetch'), url: fc.constant('https://api.test/'), method: fc.constant('PUT') }),
  fc.record({ type: fc.constant('embed'), as: fc.constant('iframe'), url: fc.constantFrom('https://evil.test/', '/own') }),
  fc.record({ type: fc.constant('visit'), url: fc.constantFrom('https://shop.test/', 'https://shop.test/#part') }),
  fc.record({ type: fc.constant('embed'), url, as: fc.constantFrom('image', 'script', 'iframe'), in: within }),
  fc.record({ type: fc.constant('embed'), url: fc.constant('/own'), as: fc.constant('image') }),
  fc.record({ type: fc.constant('embed'), url: fc.constant('https://shop.test/'), as: fc.constant('iframe'), in: within }),
  fc.record({ type: fc.constantFrom('reload', 'read-cookies', 'wait', 'restart-browser', 'request') }),
  fc.record({ type: fc.constant('write-cookie'), cookie: fc.string(), in: within }),
)
const scenario = fc.record({
  steps: fc.array(anyStep, { minLength: 1, maxLength: 8 }),
  answers: fc.array(answer, { minLength: 1, maxLength: 12 }),
  profile: fc.constantFrom('chromium', 'firefox', 'safari'),
})
type Scenario = { steps: Record<string, unknown>[]; answers: (EngineResponse | EngineFailure)[]; profile: 'chromium' | 'firefox' | 'safari' }
type Watch = { before: BrowserState; after: BrowserState; requests: EngineRequest[]; events: EngineEvent[]; context: EngineContext }

/** So that most scenarios have a page to act from. */
const FIRST_PAGE = respond(200, [['Set-Cookie', 'first=1; SameSite=Lax']])

/** Plays the whole scenario; `between` may replace the state before each call. Says how many requests each step took. */
function play({ steps, answers, profile }: Scenario, watch: (seen: Watch) => void, between = (state: BrowserState) => state) {
  let state = createBrowser({ name: 'p', profile })
  let asked = 0
  const counts: number[] = []
  const begin = { type: 'visit', url: 'https://shop.test/' }
  for (const [at, fields] of [begin, ...steps].entries()) {
    const context = { now: NOW + at * 1000, registrableDomain }
    let before = between(state)
    let result = step(before, { id: `s${at}`, ...fields } as BrowserStep | OtherStep, context)
    watch({ before, after: result.state, requests: result.requests, events: result.events, context })
    let count = 0
    for (let request = result.requests[0]; request !== undefined; request = result.requests[0]) {
      count += 1
      const given = asked === 0 ? FIRST_PAGE : (answers[asked % answers.length] ?? { failure: 'timed-out' })
      asked += 1
      before = between(result.state)
      result = receive(before, request.id, given, context)
      watch({ before, after: result.state, requests: result.requests, events: result.events, context })
    }
    counts.push(count)
    state = result.state
  }
  return { state, counts }
}

const RUNS = { numRuns: 150 }

describe('whatever servers answer and learners play', () => {
  test('the scenarios below reach what the engine can decide', () => {
    const reached = new Set<string>()
    for (const given of fc.sample(scenario, { seed: 1, numRuns: 1500 })) {
      play(given as Scenario, ({ events }) => {
        for (const event of events) if (event.type === 'decision' || event.type === 'refused') reached.add(event.code)
      })
    }
    // What takes two browsers, a browser that waits, a step that the contract does not let through, or a chance of its own.
    const elsewhere = [
      'busy',
      'unknown-request',
      'needs-two-browsers',
      'no-such-cookie',
      'typed-in-frame',
      'bad-form',
      'form-cannot-send-json',
      'origin-storage-access',
      'redirect-with-credentials',
      'authorization-dropped',
    ]
    const missed = Object.keys(DECISION_SECTIONS).filter((code) => !reached.has(code) && !elsewhere.includes(code))
    expect(missed).toEqual([])
  })

  test('nothing throws, every step comes to an end within its redirects, and no load is left behind', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const { state, counts } = play(given as Scenario, ({ requests }) => expect(requests.length).toBeLessThanOrEqual(1))
        expect(state.load).toBeNull()
        // 20 redirects and the first request, each with a preflight of its own.
        expect(Math.max(...counts)).toBeLessThanOrEqual(42)
      }),
      RUNS,
    )
  })

  test('endless redirects end', () => {
    fc.assert(
      fc.property(
        fc.array(anyStep, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(301, 302, 303, 307, 308),
        fc.constantFrom('/again', 'https://shop.test/x', 'http://evil.test/'),
        (steps, status, location) => {
          const answers = [
            respond(status, [
              ['Location', location],
              ['Access-Control-Allow-Origin', '*'],
              ['Access-Control-Allow-Methods', '*'],
              ['Access-Control-Allow-Headers', '*'],
            ]),
          ]
          const { counts } = play({ steps, answers, profile: 'chromium' }, () => {})
          expect(Math.max(...counts)).toBeLessThanOrEqual(42)
        },
      ),
      RUNS,
    )
  })

  test('to serialise and restore between any two calls changes nothing', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const plain: unknown[] = []
        const restored: unknown[] = []
        play(given as Scenario, ({ after, requests, events }) => plain.push({ after, requests, events }))
        play(
          given as Scenario,
          ({ after, requests, events }) => restored.push({ after, requests, events }),
          (state) => JSON.parse(JSON.stringify(state)) as BrowserState,
        )
        expect(restored).toEqual(plain)
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
      }),
      RUNS,
    )
  })

  test('no request carries a line break, or what is no byte, in method, URL or headers', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        play(given as Scenario, ({ requests }) => {
          for (const { method: verb, url: address, headers, body } of requests) {
            expect(verb).toMatch(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/)
            expect(address).toMatch(/^https?:\/\/[!-~]+$/)
            for (const [name, value] of headers) expect(`${name}:${value}`).toMatch(/^[!-~]+:[^\0\r\n\u0100-\uffff]*$/)
            expect(body ?? '').toMatch(/^[\0-\xff]*$/)
          }
        })
      }),
      RUNS,
    )
  })

  test('a state that went in is never changed', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const kept: [BrowserState, string][] = []
        play(given as Scenario, ({ before }) => kept.push([before, JSON.stringify(before)]))
        for (const [state, text] of kept) expect(JSON.stringify(state)).toBe(text)
      }),
      { numRuns: 150 },
    )
  })

  test('every event is one of the closed set, and only those of the README', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        play(given as Scenario, ({ events }) => {
          for (const event of events) expect(findEventFault(JSON.parse(JSON.stringify(event)))).toBeNull()
        })
      }),
      RUNS,
    )
  })

  test('the Cookie header of every request is what the jar retrieves for its context', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        play(given as Scenario, ({ before, after, requests, context }) => {
          const [request] = requests
          const load = after.load
          if (request === undefined || load === null) return
          const sent = headerValue(request.headers, 'cookie')
          if (!load.sendsCredentials || request.purpose === 'preflight') return expect(sent).toBeNull()
          const retrieval = after.jar === before.jar ? before.jar : after.jar
          const source = sourceOf(load)
          const { protocol, hostname, pathname } = new URL(load.url)
          const event = {
            sameSiteContext: sendingContextOf(source, load.method, load.url, {
              registrableDomain,
              isSchemeful: PROFILES[after.profile].hasSchemefulSameSite,
            }),
            viaHttp: true,
            url: { protocol, hostname, pathname },
          }
          const profile = PROFILES[after.profile]
          const schemeless = (site: string) => (profile.hasSchemefulSameSite ? site : site.replace(/^https?:/, ''))
          const site = schemeless(`${protocol}//${registrableDomain(hostname) ?? hostname}`)
          const isThirdParty = !source.isTopLevelNavigation && (source.siteForCookies === null || schemeless(source.siteForCookies) !== site)
          const partitionKey = source.isTopLevelNavigation
            ? { site: `${protocol}//${registrableDomain(hostname) ?? hostname}`, hasCrossSiteAncestor: false }
            : source.topLevelSite === null
              ? null
              : { site: source.topLevelSite, hasCrossSiteAncestor: isThirdParty }
          const thirdPartyBlocked = after.blocksThirdPartyCookies && isThirdParty
          const { header } = retrieveCookies(retrieval, { ...event, now: context.now, partitionKey, thirdPartyBlocked, profile, registrableDomain })
          expect(sent).toBe(header)
        })
      }),
      RUNS,
    )
  })

  test('a request id that nobody waits for, and a step while one is awaited, change nothing', () => {
    const context = { now: NOW, registrableDomain }
    const { state } = step(createBrowser({ name: 'a' }), { id: 's', type: 'visit', url: 'https://shop.test/' }, context)
    fc.assert(
      fc.property(fc.string(), answer, anyStep, (id, given, fields) => {
        fc.pre(id !== 'a-1')
        const received = receive(state, id, given, context)
        expect(received).toMatchObject({ requests: [], events: [{ type: 'refused', code: 'unknown-request' }] })
        expect(received.state).toBe(state)
        const stepped = step(state, { id: 't', ...fields } as BrowserStep, context)
        expect(stepped).toMatchObject({ requests: [], events: [{ type: 'refused', code: 'busy' }] })
        expect(stepped.state).toBe(state)
      }),
      { numRuns: 150 },
    )
  })
})

describe('the closed set of events and codes', () => {
  test.each([
    [null, 'expected an object'],
    [{ type: 'surprise' }, `type: expected one of ${Object.keys(EVENT_FIELDS).join(', ')}`],
    [{ type: 'cookies-expired', stepId: 'a' }, 'cookies: missing in cookies-expired'],
    [{ type: 'cookies-expired', stepId: 'a', cookies: 'b' }, 'cookies: expected list'],
    [{ type: 'cookies-expired', stepId: 'a', cookies: [], more: 1 }, 'more: no field of cookies-expired'],
    [{ type: 'refused', stepId: null, code: 'cors-allowed', about: null }, 'code: expected refusal'],
    [{ type: 'script-result', stepId: 'a', requestId: null, result: { kind: 'type-error', code: 'nope' } }, 'result.code: expected code'],
  ])('%j: %s', (value, fault) => expect(findEventFault(value)).toBe(fault))

  test('each code has its section, and a sentence that ends', () => {
    for (const [code, section] of Object.entries(DECISION_SECTIONS)) {
      expect(section, code).not.toBe('')
      expect(DECISION_SENTENCES[code as DecisionCode], code).toMatch(/^[A-Z0-9].*[.]$/)
    }
    expect(Object.keys(DECISION_SECTIONS)).toEqual(expect.arrayContaining(Object.keys(REFUSAL_SECTIONS)))
  })
})

describe('stealing a cookie', () => {
  test('the copy opens the session in the other browser, and the victim keeps hers', () => {
    const answers = {
      'https://shop.test/': respond(200, [
        ['Set-Cookie', '__Host-sid=1; Secure; Path=/; HttpOnly'],
        ['Set-Cookie', 'theme=dark'],
      ]),
    }
    const alice = scriptedBrowser(answers)
    alice.visit('https://shop.test/')
    const { state, events } = stealCookie(createBrowser({ name: 'mallory' }), alice.state(), { id: 't', name: '__Host-sid' }, { registrableDomain })
    expect(events.map(findEventFault)).toEqual([null])
    const mallory = scriptedBrowser({}, state)
    const [request] = mallory.visit('https://shop.test/account').requests
    expect(request && headerValue(request.headers, 'cookie')).toBe('__Host-sid=1')
    expect(stealCookie(state, alice.state(), { id: 't', name: '__Host-sid' }, { registrableDomain }).state.jar).toMatchObject({
      nextOrder: state.jar.nextOrder + 1,
    })
  })

  test('a name that the other browser does not have is refused', () => {
    const thief = createBrowser({ name: 'mallory' })
    const result = stealCookie(thief, createBrowser({ name: 'alice' }), { id: 't', name: 'sid' }, { registrableDomain })
    expect(result).toMatchObject({ events: [{ type: 'refused', code: 'no-such-cookie', about: 'sid' }] })
    expect(result.state).toBe(thief)
  })
})

describe('the README', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  test('lists every event with its fields, and every code with section and sentence, and no others', () => {
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'))
    const events = Object.entries(EVENT_FIELDS).map(
      ([type, fields]) =>
        `| \`${type}\` | ${Object.entries<string>(fields)
          .map(([name, kind]) => (kind.endsWith('?') ? `${name}?` : name))
          .join(', ')} |`,
    )
    const codes = Object.entries(DECISION_SECTIONS).map(
      ([code, section]) => `| \`${code}\` | ${section} | ${DECISION_SENTENCES[code as DecisionCode]} |`,
    )
    expect(rows.filter((row) => !row.includes('.ts`'))).toEqual([...events, ...codes])
  })
})
