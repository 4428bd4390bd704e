import { describe, expect, test } from 'vitest'
import { type Answers, headerOf, NOW, only, redirect, respond, scriptedBrowser } from './scripted-browser.ts'

const SHOP = 'https://shop.test/'
const API = 'https://api.test/'
const CDN = 'https://cdn.test/'
const allow = (origin = 'https://shop.test') =>
  [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', 'true'],
  ] as const
const permit = (...more: (readonly [string, string])[]) =>
  respond(
    204,
    [...allow(), ['Access-Control-Allow-Methods', 'PUT, DELETE'], ['Access-Control-Allow-Headers', 'x-a, content-type, authorization'], ...more],
    '',
  )

function onShop(answers: Answers = {}) {
  const alice = scriptedBrowser(answers)
  alice.visit(SHOP)
  return alice
}

describe('Fetch §4.1, what a script gets', () => {
  test('its own origin: everything but Set-Cookie', () => {
    const { events, requests, codes } = onShop({
      [`${SHOP}a`]: respond(
        201,
        [
          ['X-A', '1'],
          ['Set-Cookie', 's=1'],
        ],
        'body',
      ),
    }).play({ type: 'fetch', method: 'GET', url: '/a' })
    const { result } = only(events, 'script-result')
    expect(result).toMatchObject({ kind: 'response', tainting: 'basic', status: 201, url: `${SHOP}a`, redirected: false, body: 'body' })
    expect(result).toMatchObject({
      headers: [
        ['Content-Type', 'text/html'],
        ['X-A', '1'],
      ],
    })
    expect(codes).toContain('cors-same-origin')
    expect(headerOf(requests[0], 'origin')).toBeNull()
    expect(['site', 'mode', 'dest', 'user'].map((what) => headerOf(requests[0], `sec-fetch-${what}`))).toEqual(['same-origin', 'cors', 'empty', null])
  })

  test('a foreign response without permission is a TypeError, and the request was made all the same', () => {
    const { events, asked, codes } = onShop().play({ type: 'fetch', method: 'GET', url: API })
    expect(asked).toEqual([`GET ${API}`])
    expect(only(events, 'script-result').result).toEqual({ kind: 'type-error', code: 'cors-origin-missing' })
    expect(codes).toEqual(expect.arrayContaining(['preflight-not-needed', 'origin-cors', 'cors-origin-missing', 'fetch-refused']))
  })

  test('a foreign response with permission: safe and exposed headers, and the body', () => {
    const { events } = onShop({
      [API]: respond(200, [...allow(), ['X-A', '1'], ['X-B', '2'], ['Access-Control-Expose-Headers', 'X-B']], 'data'),
    }).play({
      type: 'fetch',
      method: 'GET',
      url: API,
      credentials: 'include',
    })
    expect(only(events, 'script-result').result).toMatchObject({
      tainting: 'cors',
      headers: [
        ['Content-Type', 'text/html'],
        ['X-B', '2'],
      ],
      body: 'data',
    })
  })

  test('no-cors: the response arrives and nothing of it can be seen', () => {
    const { events, codes, requests } = onShop({ [API]: respond(200, [], 'secret') }).play({
      type: 'fetch',
      method: 'POST',
      url: API,
      mode: 'no-cors',
      body: 'x',
    })
    expect(only(events, 'script-result').result).toEqual({
      kind: 'response',
      tainting: 'opaque',
      status: 0,
      url: '',
      redirected: false,
      headers: [],
      body: null,
    })
    expect(codes).toContain('cors-opaque')
    expect(headerOf(requests[0], 'origin')).toBe('https://shop.test')
  })

  test('same-origin mode asks nobody else, nor follows there', () => {
    const alice = onShop({ [`${SHOP}out`]: redirect(302, API) })
    const direct = alice.play({ type: 'fetch', method: 'GET', url: API, mode: 'same-origin' })
    expect(direct.asked).toEqual([])
    expect(only(direct.events, 'script-result').result).toEqual({ kind: 'type-error', code: 'cors-same-origin-mode' })
    const led = alice.play({ type: 'fetch', method: 'GET', url: '/out', mode: 'same-origin' })
    expect(led.asked).toEqual([`GET ${SHOP}out`])
    expect(only(led.events, 'script-result').result).toEqual({ kind: 'type-error', code: 'cors-same-origin-mode' })
  })
})

describe('Fetch §5.4, what makes no request at all', () => {
  test.each([
    [{ method: 'TRACE', url: '/a' }, 'fetch-method-forbidden'],
    [{ method: 'GET /', url: '/a' }, 'fetch-malformed'],
    [{ method: 'GET', url: '/a', headers: [['X A', '1']] }, 'fetch-malformed'],
    [{ method: 'GET', url: '/a', headers: [['X-A', '1\r\nX-B: 2']] }, 'fetch-malformed'],
    [{ method: 'GET', url: '/a', headers: [['X-A', '\u2603']] }, 'fetch-malformed'],
    [{ method: 'PUT', url: '/a', mode: 'no-cors' }, 'fetch-method-no-cors'],
    [{ method: 'get', url: '/a', body: 'x' }, 'fetch-body-without-use'],
    [{ method: 'GET', url: 'https://u:p@shop.test/' }, 'url-credentials-blocked'],
    [{ method: 'GET', url: 'https://u@shop.test/' }, 'url-credentials-blocked'],
    [{ method: 'GET', url: 'https://:p@shop.test/' }, 'url-credentials-blocked'],
  ] as const)('%j: %s', (step, code) => {
    const played = onShop().play({ type: 'fetch', ...step })
    expect(played.asked).toEqual([])
    expect(only(played.events, 'script-result').result).toEqual({ kind: 'type-error', code })
  })

  test('headers that scripts may not set are left out and named', () => {
    const played = onShop().play({
      type: 'fetch',
      method: 'POST',
      url: '/a',
      headers: [
        ['Cookie', 'a=1'],
        ['X-A', '1'],
        ['Origin', 'https://evil.test'],
        ['x-a', ' 2 '],
      ],
    })
    expect(headerOf(played.requests[0], 'cookie')).toBeNull()
    expect(headerOf(played.requests[0], 'origin')).toBe('https://shop.test')
    expect(headerOf(played.requests[0], 'x-a')).toBe('1, 2')
    expect(played.codes.filter((code) => code === 'header-forbidden')).toHaveLength(2)
  })

  test('in no-cors mode JSON goes as text', () => {
    const played = onShop().play({ type: 'fetch', method: 'POST', url: API, mode: 'no-cors', json: { a: 1 } })
    expect(headerOf(played.requests[0], 'content-type')).toBe('text/plain;charset=UTF-8')
    expect(played.codes).toContain('header-not-no-cors')
  })
})

describe('Fetch §4.6, credentials', () => {
  const cookies: Answers = { [API]: respond(200, [['Set-Cookie', 'n=1; SameSite=None; Secure']]), [SHOP]: respond(200, [['Set-Cookie', 's=1']]) }
  test.each([
    ['omit', '/', null, 'credentials-omitted'],
    ['same-origin', '/', 's=1', 'credentials-included'],
    [undefined, '/', 's=1', 'credentials-included'],
    ['include', '/', 's=1', 'credentials-included'],
    ['same-origin', API, null, 'credentials-same-origin-only'],
    [undefined, API, null, 'credentials-same-origin-only'],
    ['include', API, 'n=1', 'credentials-included'],
  ] as const)('%s to %s: Cookie %s', (credentials, url, cookie, code) => {
    const alice = scriptedBrowser(cookies)
    alice.visit(API)
    alice.visit(SHOP)
    const played = alice.play({ type: 'fetch', method: 'GET', url, credentials })
    expect(headerOf(played.requests[0], 'cookie')).toBe(cookie)
    expect(played.codes).toContain(code)
  })

  test('in no-cors mode a redirect to another origin leaves the cookies of same-origin behind', () => {
    const alice = scriptedBrowser({ ...cookies, [`${SHOP}out`]: redirect(302, API) })
    alice.visit(API)
    alice.visit(SHOP)
    const { requests } = alice.play({ type: 'fetch', method: 'GET', url: '/out', mode: 'no-cors' })
    expect(requests.map((request) => headerOf(request, 'cookie'))).toEqual(['s=1', null])
  })

  test('without credentials nothing is stored, and each line says so', () => {
    const played = onShop(cookies).play({ type: 'fetch', method: 'GET', url: API, credentials: 'omit' })
    expect(played.events.filter(({ type }) => type === 'cookie-store')).toEqual([])
    expect(played.codes).toContain('set-cookie-ignored')
  })

  test('a response that the script may not read sets its cookies nevertheless', () => {
    const alice = onShop(cookies)
    const played = alice.play({ type: 'fetch', method: 'GET', url: API, credentials: 'include' })
    expect(played.codes).toContain('cors-origin-missing')
    expect(only(played.events, 'cookie-store').decision.outcome).toBe('stored')
  })
})

describe('Fetch §4.8, preflights', () => {
  const put = { type: 'fetch', method: 'PUT', url: API, headers: [['X-A', '1']], body: 'x' } as const
  const answers: Answers = { [`OPTIONS ${API}`]: permit(), [`PUT ${API}`]: respond(200, allow()) }

  test('OPTIONS asks without cookies for method and header names, then the request is made', () => {
    const played = onShop(answers).play({ ...put, credentials: 'include' })
    expect(played.asked).toEqual([`OPTIONS ${API}`, `PUT ${API}`])
    const [preflight, request] = played.requests
    expect(preflight).toMatchObject({ purpose: 'preflight', body: null })
    expect(headerOf(preflight, 'access-control-request-method')).toBe('PUT')
    expect(headerOf(preflight, 'access-control-request-headers')).toBe('x-a')
    expect(headerOf(preflight, 'cookie')).toBeNull()
    expect(headerOf(preflight, 'origin')).toBe('https://shop.test')
    expect(headerOf(request, 'origin')).toBe('https://shop.test')
    expect(headerOf(request, 'access-control-request-method')).toBeNull()
    expect(only(played.events, 'script-result').result).toMatchObject({ kind: 'response', tainting: 'cors' })
  })

  test('its own origin is not asked first', () => expect(onShop().play({ ...put, url: '/a' }).asked).toEqual([`PUT ${SHOP}a`]))

  test('the permission is remembered five seconds when nothing is said, and for one address', () => {
    const alice = onShop(answers)
    alice.play(put)
    expect(alice.play(put, NOW + 4999)).toMatchObject({ asked: [`PUT ${API}`], codes: expect.arrayContaining(['preflight-remembered']) })
    expect(alice.play(put, NOW + 5000).asked).toEqual([`OPTIONS ${API}`, `PUT ${API}`])
    expect(alice.play({ ...put, url: `${API}other` }, NOW + 5001).asked[0]).toBe(`OPTIONS ${API}other`)
  })

  test('Access-Control-Max-Age is capped at two hours', () => {
    const alice = onShop({ ...answers, [`OPTIONS ${API}`]: permit(['Access-Control-Max-Age', '86400']) })
    alice.play(put)
    expect(alice.play(put, NOW + 7_199_999).asked).toEqual([`PUT ${API}`])
    expect(alice.play(put, NOW + 7_200_000).asked).toEqual([`OPTIONS ${API}`, `PUT ${API}`])
  })

  test.each([
    [respond(404, allow()), 'preflight-status'],
    [redirect(307, '/x', allow()), 'preflight-redirected'],
    [respond(200), 'cors-origin-missing'],
    [respond(200, allow()), 'preflight-method-refused'],
    [respond(200, [...allow(), ['Access-Control-Allow-Methods', 'PUT']]), 'preflight-header-refused'],
    [respond(200, [...allow(), ['Access-Control-Allow-Methods', 'PUT;']]), 'preflight-list-malformed'],
    [{ failure: 'connection-closed' }, 'network-failure'],
  ] as const)('after %j the request itself is never made: %s', (answer, code) => {
    const played = onShop({ [`OPTIONS ${API}`]: answer }).play(put)
    expect(played.asked).toEqual([`OPTIONS ${API}`])
    expect(only(played.events, 'script-result').result).toEqual({ kind: 'type-error', code })
  })

  test('a preflight cannot set cookies', () => {
    const played = onShop({ ...answers, [`OPTIONS ${API}`]: permit(['Set-Cookie', 'a=1; SameSite=None; Secure']) }).play({
      ...put,
      credentials: 'include',
    })
    expect(played.events.filter(({ type }) => type === 'cookie-store')).toEqual([])
  })

  test('over plain http a preflight still says Sec-Fetch-Mode, and nothing else of the kind', () => {
    const alice = scriptedBrowser()
    alice.visit('http://shop.test/')
    const [preflight] = alice.play({ ...put, url: 'http://api.test/' }).requests
    expect(preflight?.headers.filter(([name]) => name.startsWith('Sec-'))).toEqual([['Sec-Fetch-Mode', 'cors']])
  })
})

describe('Fetch §4.5, redirects of a fetch', () => {
  const toApi = (status: number, url = API) => redirect(status, url)
  test('from its own origin to another: CORS begins there, with the page’s Origin', () => {
    const played = onShop({ [`${SHOP}out`]: toApi(302), [API]: respond(200, allow()) }).play({ type: 'fetch', method: 'GET', url: '/out' })
    expect(played.requests.map((request) => headerOf(request, 'origin'))).toEqual([null, 'https://shop.test'])
    expect(only(played.events, 'script-result').result).toMatchObject({ tainting: 'cors', redirected: true, url: API })
  })

  test('from a foreign origin to a third: Origin is null, and the answer must allow null', () => {
    const answers: Answers = { [API]: redirect(302, CDN, allow()), [CDN]: respond(200, allow()) }
    const played = onShop(answers).play({ type: 'fetch', method: 'GET', url: API })
    expect(played.requests.map((request) => headerOf(request, 'origin'))).toEqual(['https://shop.test', 'null'])
    expect(only(played.events, 'script-result').result).toEqual({ kind: 'type-error', code: 'cors-origin-mismatch' })
    const allowed = onShop({ ...answers, [CDN]: respond(200, allow('null')) }).play({ type: 'fetch', method: 'GET', url: API })
    expect(only(allowed.events, 'script-result').result).toMatchObject({ tainting: 'cors' })
  })

  test('and back home it stays foreign', () => {
    const answers: Answers = { [API]: redirect(302, `${SHOP}home`, allow()), [`${SHOP}home`]: respond(200, allow('null')) }
    const played = onShop(answers).play({ type: 'fetch', method: 'GET', url: API })
    expect(headerOf(played.requests[1], 'origin')).toBe('null')
    expect(only(played.events, 'script-result').result).toMatchObject({ tainting: 'cors' })
  })

  test('a redirect must itself pass the CORS check', () => {
    const played = onShop({ [API]: redirect(302, `${API}x`) }).play({ type: 'fetch', method: 'GET', url: API })
    expect(played.asked).toEqual([`GET ${API}`])
    expect(played.codes).toContain('cors-origin-missing')
  })

  test('Authorization is left behind at another origin, and kept at the same', () => {
    const answers: Answers = { [`${SHOP}a`]: redirect(302, '/b'), [`${SHOP}b`]: toApi(302), [API]: respond(200, allow()) }
    const played = onShop(answers).play({ type: 'fetch', method: 'GET', url: '/a', headers: [['Authorization', 'Bearer x']] })
    expect(played.requests.map((request) => headerOf(request, 'authorization'))).toEqual(['Bearer x', 'Bearer x', null])
    expect(played.codes).toContain('authorization-dropped')
  })

  test('each foreign hop of a request that needs it has a preflight of its own', () => {
    const answers: Answers = {
      [`OPTIONS ${API}`]: permit(),
      [`PUT ${API}`]: redirect(307, `${API}x`, allow()),
      [`OPTIONS ${API}x`]: permit(),
      [`PUT ${API}x`]: respond(200, allow()),
    }
    expect(onShop(answers).play({ type: 'fetch', method: 'PUT', url: API, body: 'x' }).asked).toEqual([
      `OPTIONS ${API}`,
      `PUT ${API}`,
      `OPTIONS ${API}x`,
      `PUT ${API}x`,
    ])
  })

  test('what a tainted request was permitted is not remembered, nor does it use what is', () => {
    const home = `${SHOP}home`
    const permitAll = respond(204, [...allow('*'), ['Access-Control-Allow-Methods', 'PUT']])
    const answers: Answers = {
      [`OPTIONS ${API}`]: permitAll,
      [`PUT ${API}`]: redirect(307, 'https://cdn.test/', allow('*')),
      'OPTIONS https://cdn.test/': permitAll,
      'PUT https://cdn.test/': respond(200, allow('*')),
    }
    const alice = onShop(answers)
    const put = (url: string) => alice.play({ type: 'fetch', method: 'PUT', url, credentials: 'omit' }).asked
    expect(put('https://cdn.test/')).toEqual(['OPTIONS https://cdn.test/', 'PUT https://cdn.test/'])
    expect(put(API)).toEqual([`OPTIONS ${API}`, `PUT ${API}`, 'OPTIONS https://cdn.test/', 'PUT https://cdn.test/'])
    expect(put(API)).toEqual([`PUT ${API}`, 'OPTIONS https://cdn.test/', 'PUT https://cdn.test/'])
    expect(put('https://cdn.test/')).toEqual(['PUT https://cdn.test/'])
    expect(put(home)).toEqual([`PUT ${home}`])
  })

  test.each(['https://u@api.test/x', 'https://u:p@shop.test/x'])('after CORS an address with a user name (%s) is not followed', (location) => {
    const played = onShop({ [API]: redirect(302, location, allow()) }).play({ type: 'fetch', method: 'GET', url: API })
    expect(only(played.events, 'script-result').result).toEqual({ kind: 'type-error', code: 'redirect-with-credentials' })
  })

  test('Fetch Metadata sees the whole chain, but a preflight only where it goes', () => {
    const home = `${SHOP}home`
    const answers: Answers = {
      [`OPTIONS ${API}`]: permit(),
      [`PUT ${API}`]: redirect(307, home, allow()),
      [`OPTIONS ${home}`]: respond(200, [
        ['Access-Control-Allow-Origin', 'null'],
        ['Access-Control-Allow-Methods', 'PUT'],
      ]),
      [`PUT ${home}`]: respond(200, allow('null')),
    }
    const played = onShop(answers).play({ type: 'fetch', method: 'PUT', url: API })
    expect(played.asked).toEqual([`OPTIONS ${API}`, `PUT ${API}`, `OPTIONS ${home}`, `PUT ${home}`])
    expect(played.requests.map((request) => headerOf(request, 'sec-fetch-site'))).toEqual(['cross-site', 'cross-site', 'same-origin', 'cross-site'])
  })

  test('within its own origin neither, for Chromium', () => {
    const played = onShop({ [`${SHOP}a`]: redirect(302, 'https://u:p@shop.test/b') }).play({ type: 'fetch', method: 'GET', url: '/a' })
    expect(played.asked).toEqual([`GET ${SHOP}a`])
    expect(only(played.events, 'script-result').result).toEqual({ kind: 'type-error', code: 'url-credentials-blocked' })
  })

  test('303 makes a GET of a foreign PUT, which then needs no preflight and still has its Origin', () => {
    const answers: Answers = { [`OPTIONS ${API}`]: permit(), [`PUT ${API}`]: redirect(303, '/done', allow()), [`${API}done`]: respond(200, allow()) }
    const played = onShop(answers).play({ type: 'fetch', method: 'PUT', url: API, body: 'x' })
    expect(played.asked).toEqual([`OPTIONS ${API}`, `PUT ${API}`, `GET ${API}done`])
    expect(headerOf(played.requests[2], 'origin')).toBe('https://shop.test')
    expect(headerOf(played.requests[2], 'content-type')).toBeNull()
  })

  test('https never leads to plain http', () => {
    const played = onShop({ [`${SHOP}out`]: redirect(302, 'http://shop.test/') }).play({ type: 'fetch', method: 'GET', url: '/out' })
    expect(played.asked).toEqual([`GET ${SHOP}out`])
    expect(only(played.events, 'script-result').result).toEqual({ kind: 'type-error', code: 'mixed-content-blocked' })
  })
})
