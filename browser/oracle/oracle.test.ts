import { connect } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { compareObservations } from './compare.ts'
import { HOST_PATTERNS } from './generate/places.ts'
import { generateScenario } from './generate/scenario.ts'
import type { Observation, ObservedCookie, StepObservation } from './observation.ts'
import { startOriginServer } from './origin-server.ts'
import { playInEngine } from './play-in-engine.ts'
import type { Scenario } from './scenario.ts'
import { shrink } from './shrink.ts'

const COOKIE: ObservedCookie = {
  name: 'a',
  value: '1',
  domain: 'shop.test',
  hostOnly: true,
  path: '/',
  secure: true,
  httpOnly: false,
  sameSite: 'lax',
  partition: null,
  expiresAt: 1_000_000,
}
const STEP: StepObservation = {
  stepId: 's1',
  startedAt: 0,
  readAt: 0,
  requests: [{ method: 'GET', url: 'https://shop.test/', headers: { cookie: 'a=1; b=2', referer: 'https://shop.test/' }, body: '', at: 0 }],
  outcome: { type: 'cookie-string', text: 'a=1' },
  cookies: [COOKIE],
}
const [REQUEST] = STEP.requests
const seen = (step: Partial<StepObservation> = {}): Observation => ({ steps: [{ ...STEP, ...step }] })
const request = (change: object) => seen({ requests: [{ ...REQUEST, ...change } as never] })
const cookie = (change: Partial<ObservedCookie>) => seen({ cookies: [{ ...COOKIE, ...change }] })

describe('comparing', () => {
  test('two equal observations agree in every decision', () => {
    expect(compareObservations(seen(), seen()).differences).toEqual([])
    expect(compareObservations(seen(), seen()).agreed['Cookie header']).toBe(1)
  })

  test.each<[string, string, Observation]>([
    ['a request too few', 'request made', seen({ requests: [] })],
    ['another method', 'method and URL', request({ method: 'POST' })],
    ['another order of cookies', 'Cookie header', request({ headers: { ...REQUEST?.headers, cookie: 'b=2; a=1' } })],
    ['no Cookie header', 'Cookie header', request({ headers: { referer: 'https://shop.test/' } })],
    ['an Origin', 'Origin', request({ headers: { ...REQUEST?.headers, origin: 'null' } })],
    ['another Referer', 'Referer', request({ headers: { ...REQUEST?.headers, referer: 'https://shop.test/x' } })],
    ['a Sec-Fetch header', 'Sec-Fetch-*', request({ headers: { ...REQUEST?.headers, 'sec-fetch-user': '?1' } })],
    ['another body', 'body', request({ body: 'x' })],
    ['no cookie', 'stored cookie', seen({ cookies: [] })],
    ['one cookie more', 'stored cookie', seen({ cookies: [COOKIE, { ...COOKIE, name: 'b' }] })],
    ['another value', 'stored cookie', cookie({ value: '2' })],
    ['a domain cookie', 'stored cookie', cookie({ hostOnly: false })],
    ['another SameSite', 'stored cookie', cookie({ sameSite: 'default' })],
    ['another partition', 'stored cookie', cookie({ partition: 'https://shop.test ancestor' })],
    ['an end much later', 'stored cookie', cookie({ expiresAt: 1_010_000 })],
    ['a session cookie', 'stored cookie', cookie({ expiresAt: null })],
    ['another reading', 'document.cookie', seen({ outcome: { type: 'cookie-string', text: '' } })],
    ['a refused step', 'step possible', seen({ outcome: { type: 'refused' } })],
  ])('%s is a difference in: %s', (_, decision, other) => {
    expect(compareObservations(seen(), other).differences.map((difference) => difference.decision)).toContain(decision)
  })

  test('a second of difference between the clocks is none', () => {
    expect(compareObservations(seen(), cookie({ expiresAt: 1_001_000 })).differences).toEqual([])
  })

  test('a cookie that is no UTF-8 is compared by what the DevTools protocol can tell of it', () => {
    const unreadable = cookie({ value: '1\ufffd2' })
    expect(compareObservations(cookie({ value: '12' }), unreadable).differences).toEqual([])
    expect(compareObservations(cookie({ value: '12', secure: false }), unreadable).differences).not.toEqual([])
  })
})

describe('scenarios', () => {
  test('a seed and a number are always the same scenario, and another number is another one', () => {
    expect(generateScenario('one', 7)).toEqual(generateScenario('one', 7))
    expect(generateScenario('one', 7)).not.toEqual(generateScenario('one', 8))
  })

  test('every scenario can be played to its end in the simulated browser', () => {
    for (let index = 0; index < 60; index++) {
      const scenario = generateScenario('played', index)
      const steps = scenario.steps.map(({ id }) => ({ ...STEP, stepId: id, requests: [] }))
      expect(playInEngine(scenario, { steps }).observation.steps).toHaveLength(scenario.steps.length)
    }
  })

  test('header values hold no byte that would end the header, and nothing beyond a byte', () => {
    for (let index = 0; index < 200; index++) {
      const { resources } = generateScenario('bytes', index)
      const values = Object.values(resources).flatMap(({ response }) => response.headers.map(([, value]) => value))
      const isSendable = (code: number) => code <= 255 && ![0, 10, 13].includes(code)
      expect(values.filter((value) => ![...value].every((char) => isSendable(char.codePointAt(0) ?? 0)))).toEqual([])
    }
  })
})

test('shrinking keeps what makes the difference and drops the rest', async () => {
  const page = { response: { status: 200, headers: [['Set-Cookie', 'a=1; Path=/; Secure'] as [string, string]], body: '' }, preflight: null }
  const scenario: Scenario = {
    name: 'x:1',
    kind: 'x',
    thirdPartyCookies: 'allowed',
    resources: { 1: page, 2: { ...page, response: { ...page.response, headers: [['Set-Cookie', 'b=2']] } } },
    steps: [1, 2, 1, 2].map((key, index) => ({ id: `s${index}`, type: 'visit', url: `https://shop.test/r${key}` })),
  }
  const difference = { stepId: 's2', decision: 'stored cookie', what: '', chromium: null, engine: null } as const
  const isFaulty = ({ steps, resources }: Scenario) =>
    steps.some(({ id }) => id === 's2') && (resources['1']?.response.headers ?? []).some(([, value]) => value.includes('Secure'))
  const smallest = await shrink(scenario, difference, async (candidate) => (isFaulty(candidate) ? difference : null))
  expect(smallest.scenario.steps.map(({ id }) => id)).toEqual(['s2'])
  expect(Object.keys(smallest.scenario.resources)).toEqual(['1'])
  expect(smallest.scenario.resources['1']?.response.headers).toEqual([['Set-Cookie', 'a=1; Secure']])
})

test('the origin server answers over TLS with the bytes of the scenario and nothing changed', async () => {
  const server = await startOriginServer(HOST_PATTERNS)
  server.answerWith(({ secure, target }) => ({ status: 200, headers: [['X-Bytes', `\x01\xe9${secure}${target}`]], body: 'ok' }))
  const port = Number(server.resolverRules.match(/\*\.test:443 127\.0\.0\.1:(\d+)/)?.[1])
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => socket.write('GET /r1 HTTP/1.1\r\nHost: shop.test\r\n\r\n'))
    socket.on('error', reject)
    socket.once('data', (bytes) => {
      socket.destroy()
      resolve(bytes.toString('latin1'))
    })
  })
  await server.close()
  expect(text).toContain('X-Bytes: \x01\xe9true/r1\r\n')
})
