import { describe, expect, test } from 'vitest'
import { headerOf, NOW, only, redirect, respond, scriptedBrowser } from './scripted-browser.ts'
import { createBrowser } from './state.ts'

const SHOP = 'https://shop.test/'
const EVIL = 'https://evil.test/'
const SET = respond(200, [
  ['Set-Cookie', 'strict=1; SameSite=Strict'],
  ['Set-Cookie', 'lax=1; SameSite=Lax'],
  ['Set-Cookie', 'none=1; SameSite=None; Secure'],
])

describe('HTML, "navigate": who asks', () => {
  test('a typed address is asked by nobody', () => {
    const [request] = scriptedBrowser().visit(`${SHOP}a?b#c`).requests
    expect(request).toMatchObject({ method: 'GET', url: `${SHOP}a?b`, body: null, purpose: 'navigation' })
    expect(headerOf(request, 'host')).toBe('shop.test')
    expect(headerOf(request, 'referer')).toBeNull()
    expect(headerOf(request, 'origin')).toBeNull()
    expect(['site', 'mode', 'user', 'dest'].map((what) => headerOf(request, `sec-fetch-${what}`))).toEqual(['none', 'navigate', '?1', 'document'])
  })

  test('a user name in the address is kept in the page and not sent', () => {
    const alice = scriptedBrowser()
    expect(alice.visit('https://u:p@shop.test/a').asked).toEqual([`GET ${SHOP}a`])
    expect(alice.state().page?.document.url).toBe('https://u:p@shop.test/a')
    expect(headerOf(alice.play({ type: 'visit', from: 'page', url: SHOP }).requests[0], 'referer')).toBe(`${SHOP}a`)
  })

  test('Host names the port, and Fetch Metadata stays away from plain http', () => {
    const [request] = scriptedBrowser().visit('http://shop.test:8080/').requests
    expect(headerOf(request, 'host')).toBe('shop.test:8080')
    expect(request?.headers.some(([name]) => name.startsWith('Sec-'))).toBe(false)
  })

  test('a link of another site brings Lax and None cookies, not Strict ones', () => {
    const alice = scriptedBrowser({ [SHOP]: SET })
    alice.visit(SHOP)
    expect(headerOf(alice.visit(SHOP).requests[0], 'cookie')).toBe('strict=1; lax=1; none=1')
    alice.visit(EVIL)
    const [request] = alice.play({ type: 'visit', url: SHOP, from: 'page' }).requests
    expect(headerOf(request, 'cookie')).toBe('lax=1; none=1')
    expect(headerOf(request, 'sec-fetch-site')).toBe('cross-site')
    expect(headerOf(request, 'referer')).toBe(EVIL)
  })

  test('a form of another site brings None cookies alone, and its Origin', () => {
    const alice = scriptedBrowser({ [SHOP]: SET })
    alice.visit(SHOP)
    alice.visit(EVIL)
    const [request] = alice.play({ type: 'submit', method: 'post', url: SHOP, form: { to: 'm&m', n: 'ü\n' } }).requests
    expect(request).toMatchObject({ method: 'POST', body: 'to=m%26m&n=%C3%BC%0D%0A' })
    expect(headerOf(request, 'content-type')).toBe('application/x-www-form-urlencoded')
    expect(headerOf(request, 'content-length')).toBe('23')
    expect(headerOf(request, 'cookie')).toBe('none=1')
    expect(headerOf(request, 'origin')).toBe('https://evil.test')
  })

  test('a form by GET puts its fields into the query, in place of the one there', () => {
    const alice = scriptedBrowser()
    alice.visit(SHOP)
    expect(alice.play({ type: 'submit', method: 'GET', url: '/s?old=1', form: { q: 'a b' } }).asked).toEqual([`GET ${SHOP}s?q=a+b`])
    expect(alice.play({ type: 'submit', method: 'GET', url: '/s#x', form: {} }).asked).toEqual([`GET ${SHOP}s?`])
  })

  test('a form of a page by https whose fields would go over plain http is stopped', () => {
    const alice = scriptedBrowser({ [`${SHOP}307`]: redirect(307, 'http://shop.test/x'), [`${SHOP}303`]: redirect(303, 'http://shop.test/x') })
    for (const method of ['GET', 'POST']) {
      alice.visit(SHOP)
      const played = alice.play({ type: 'submit', method, url: 'http://shop.test/', form: { a: '1' } })
      expect(played).toMatchObject({ asked: [], codes: expect.arrayContaining(['mixed-form-stopped']) })
      expect(alice.state().page?.document.isUsable).toBe(false)
      expect(alice.play({ type: 'reload' })).toMatchObject({ asked: [], codes: expect.arrayContaining(['mixed-form-stopped']) })
    }
    alice.visit(SHOP)
    expect(alice.play({ type: 'submit', method: 'POST', url: '/307', form: {} }).asked).toEqual([`POST ${SHOP}307`])
    alice.visit(SHOP)
    expect(alice.play({ type: 'submit', method: 'POST', url: '/303', form: {} }).asked).toEqual([`POST ${SHOP}303`, 'GET http://shop.test/x'])
    alice.visit(SHOP)
    expect(alice.play({ type: 'submit', method: 'POST', url: 'http://localhost/', form: {} }).asked).toEqual(['POST http://localhost/'])
    expect(alice.visit('http://shop.test/').asked).toEqual(['GET http://shop.test/'])
  })

  test.each([
    ['POST', 307, 'ftp://shop.test/', 'mixed-form-stopped'],
    ['POST', 308, 'mailto:a@b.test', 'mixed-form-stopped'],
    ['POST', 303, 'mailto:a@b.test', 'redirect-handed-on'],
    ['GET', 307, 'mailto:a@b.test', 'redirect-handed-on'],
    ['POST', 307, 'ftp://localhost/', 'redirect-handed-on'],
    ['POST', 307, 'javascript:1', 'redirect-handed-on'],
    ['POST', 307, 'data:,x', 'redirect-scheme'],
  ])('nor do its fields go to another program: %s, %i to %s', (method, status, location, code) => {
    const alice = scriptedBrowser({ [`${method} ${SHOP}a`]: redirect(status, location), [`GET ${SHOP}a?q=1`]: redirect(status, location) })
    alice.visit(SHOP)
    expect(alice.play({ type: 'submit', method, url: '/a', form: { q: '1' } }).codes).toContain(code)
    expect(alice.state().page?.document.isUsable).toBe(code === 'redirect-handed-on')
    expect(alice.play({ type: 'reload' }).asked).toEqual(
      code === 'mixed-form-stopped' ? [] : [code === 'redirect-handed-on' ? `GET ${SHOP}` : `POST ${SHOP}a`],
    )
  })

  test.each([200, 404, 407])('a page that a form was redirected to is no form when it is reloaded, be it the error page (%i)', (status) => {
    const alice = scriptedBrowser({ [`${SHOP}a`]: redirect(303, 'http://shop.test/b'), 'http://shop.test/b': respond(status, [], '') })
    alice.visit(SHOP)
    alice.play({ type: 'submit', method: 'POST', url: '/a', form: { q: '1' } })
    expect(alice.play({ type: 'reload' }).asked).toEqual(['GET http://shop.test/b'])
  })

  test('the referrer policy of the page decides over Referer and Origin', () => {
    const alice = scriptedBrowser({ [SHOP]: respond(200, [['Referrer-Policy', 'no-referrer']]) })
    alice.visit(SHOP)
    const played = alice.play({ type: 'submit', method: 'POST', url: SHOP, form: {} })
    expect(headerOf(played.requests[0], 'referer')).toBeNull()
    expect(headerOf(played.requests[0], 'origin')).toBe('null')
    expect(played.codes).toEqual(expect.arrayContaining(['referrer-policy', 'origin-policy']))
  })
})

describe('the headers of a request, in the order of Chromium', () => {
  const names = (request: { headers: readonly (readonly [string, string])[] } | undefined) => request?.headers.map(([name]) => name).join(' ')
  test('a typed address, a form, an image, a script of the page', () => {
    const alice = scriptedBrowser({ [SHOP]: SET })
    const typed = alice.visit(SHOP).requests[0]
    expect(names(typed)).toBe(
      'Host Upgrade-Insecure-Requests User-Agent Accept Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-User Sec-Fetch-Dest Accept-Language',
    )
    const form = alice.play({ type: 'submit', method: 'POST', url: '/a', form: {} }).requests[0]
    expect(names(form)).toBe(
      'Host Content-Length Cache-Control Upgrade-Insecure-Requests Content-Type User-Agent Origin Accept Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-User Sec-Fetch-Dest Referer Accept-Language Cookie',
    )
    const image = alice.play({ type: 'embed', as: 'image', url: '/i' }).requests[0]
    expect(names(image)).toBe('Host User-Agent Accept Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Referer Accept-Language Cookie')
    expect(headerOf(image, 'accept')).toContain('image/*')
    const frame = alice.play({ type: 'embed', as: 'iframe', url: '/f' }).requests[0]
    expect(names(frame)).toContain('Host Upgrade-Insecure-Requests User-Agent')
    expect(headerOf(frame, 'accept')).toContain('text/html')
    const own = alice.play({
      type: 'fetch',
      method: 'PUT',
      url: '/p',
      headers: [
        ['X-A', '1'],
        ['Accept', 'text/x'],
        ['Accept-Language', 'de'],
      ],
    }).requests[0]
    expect(names(own)).toBe(
      'Host Content-Length X-A Accept Accept-Language User-Agent Origin Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Referer Cookie',
    )
    expect(headerOf(own, 'content-length')).toBe('0')
    expect(headerOf(own, 'cache-control')).toBeNull()
  })

  test('each profile has a User-Agent of its own', () => {
    const agents = (['chromium', 'firefox', 'safari'] as const).map((profile) =>
      headerOf(scriptedBrowser({}, createBrowser({ name: 'a', profile })).visit(SHOP).requests[0], 'user-agent'),
    )
    expect(new Set(agents).size).toBe(3)
  })

  test('plain http is told of by a decision, with what would change it', () => {
    const { events } = scriptedBrowser().visit('http://shop.test/')
    expect(events).toContainEqual(expect.objectContaining({ code: 'fetch-metadata-untrusted', change: 'An address with https would get them.' }))
  })
})

describe('HTML, "navigate": what becomes the page', () => {
  test.each([
    [respond(204, [['Set-Cookie', 'a=1']]), 'page-kept-no-content'],
    [respond(304, [['Set-Cookie', 'a=1']]), 'page-kept-no-content'],
    [respond(205), 'page-kept-no-content'],
    [respond(200, [['Content-Disposition', 'attachment; filename=x']]), 'page-kept-download'],
    [{ status: 200, headers: [['Content-Type', 'application/octet-stream']], body: 'x' } as const, 'page-kept-download'],
  ])('%j leaves the page', (response, code) => {
    const alice = scriptedBrowser({ [`${SHOP}x`]: response })
    alice.visit(SHOP)
    const played = alice.visit(`${SHOP}x`)
    expect(played.codes).toContain(code)
    expect(alice.state().page?.document.url).toBe(SHOP)
  })

  test('cookies of a response without content are stored', () => {
    const alice = scriptedBrowser({ [`${SHOP}x`]: respond(204, [['Set-Cookie', 'a=1']]) })
    alice.visit(`${SHOP}x`)
    expect(headerOf(alice.visit(SHOP).requests[0], 'cookie')).toBe('a=1')
  })

  test('a page of an error status is a page', () => {
    const alice = scriptedBrowser({ [SHOP]: respond(404) })
    expect(alice.visit(SHOP).codes).toContain('page-changed')
    expect(alice.state().page?.document.isUsable).toBe(true)
  })

  test.each([
    [{ failure: 'not-listening' }, 'network-failure'],
    [respond(500, [], ''), 'page-error-empty'],
    [respond(404, [['Content-Disposition', 'attachment']]), 'page-error-download'],
    [
      respond(302, [
        ['Location', '/a'],
        ['location', '/b'],
      ]),
      'redirect-locations-differ',
    ],
    [redirect(302, 'data:text/html,x'), 'redirect-scheme'],
    [respond(407, [['Set-Cookie', 'a=1']]), 'proxy-status-from-server'],
    [redirect(302, 'http://[bad'), 'redirect-location-invalid'],
  ] as const)('after %j there is only an error page, which can be reloaded', (response, code) => {
    const alice = scriptedBrowser({ [SHOP]: response })
    expect(alice.visit(SHOP).codes).toContain(code)
    expect(alice.play({ type: 'read-cookies' }).codes).toEqual(['page-is-error'])
    expect(alice.play({ type: 'fetch', method: 'GET', url: SHOP }).codes).toEqual(['page-is-error'])
    expect(alice.play({ type: 'reload' }).asked[0]).toBe(`GET ${SHOP}`)
  })

  test('when Location names differ nothing of the response counts, not even its cookies', () => {
    const alice = scriptedBrowser({
      [SHOP]: respond(302, [
        ['Location', '/a'],
        ['Location', '/b'],
        ['Set-Cookie', 'a=1'],
      ]),
    })
    alice.visit(SHOP)
    expect(headerOf(alice.visit(`${SHOP}c`).requests[0], 'cookie')).toBeNull()
  })
})

describe('Fetch §4.5, redirects of a navigation', () => {
  test('cookies set on the way are sent on the way, and the last address is the page', () => {
    const alice = scriptedBrowser({ [SHOP]: redirect(302, '/in', [['Set-Cookie', 'sid=1']]) })
    const played = alice.visit(`${SHOP}#top`)
    expect(played.asked).toEqual([`GET ${SHOP}`, `GET ${SHOP}in`])
    expect(headerOf(played.requests[1], 'cookie')).toBe('sid=1')
    expect(alice.state().page?.document.url).toBe(`${SHOP}in#top`)
    expect(only(played.events, 'redirect')).toMatchObject({ status: 302, from: `${SHOP}#top`, to: `${SHOP}in#top` })
  })

  test('302 makes a GET of a POST and drops its body; 307 keeps both, and another origin learns no Origin', () => {
    const alice = scriptedBrowser({ [`${SHOP}302`]: redirect(302, EVIL), [`${SHOP}307`]: redirect(307, EVIL), [`${SHOP}308`]: redirect(308, '/own') })
    alice.visit(SHOP)
    const changed = alice.play({ type: 'submit', method: 'POST', url: '/302', form: { a: '1' } }).requests[1]
    expect(changed).toMatchObject({ method: 'GET', body: null })
    expect(headerOf(changed, 'content-type')).toBeNull()
    expect(headerOf(changed, 'origin')).toBeNull()
    alice.visit(SHOP)
    const kept = alice.play({ type: 'submit', method: 'POST', url: '/307', form: { a: '1' } })
    expect(kept.requests[1]).toMatchObject({ method: 'POST', body: 'a=1' })
    expect(headerOf(kept.requests[1], 'origin')).toBe('null')
    expect(kept.codes).toEqual(expect.arrayContaining(['redirect-method-kept', 'origin-tainted']))
    alice.visit(SHOP)
    expect(headerOf(alice.play({ type: 'submit', method: 'POST', url: '/308', form: {} }).requests[1], 'origin')).toBe('https://shop.test')
  })

  test('one foreign hop makes Sec-Fetch-Site cross-site for good, yet Strict cookies go home again', () => {
    const alice = scriptedBrowser({ [SHOP]: SET, [`${SHOP}out`]: redirect(302, EVIL), [EVIL]: redirect(302, `${SHOP}back`) })
    alice.visit(SHOP)
    const played = alice.play({ type: 'visit', url: '/out', from: 'page' })
    expect(played.requests.map((request) => headerOf(request, 'sec-fetch-site'))).toEqual(['same-origin', 'cross-site', 'cross-site'])
    expect(headerOf(played.requests[2], 'cookie')).toBe('strict=1; lax=1; none=1')
  })

  test('what Referer has lost on the way it does not get back, and a policy on the way counts', () => {
    const alice = scriptedBrowser({ [`${SHOP}out`]: redirect(302, EVIL), [EVIL]: redirect(302, `${SHOP}back`, [['Referrer-Policy', 'no-referrer']]) })
    alice.visit(`${SHOP}secret`)
    const { requests } = alice.play({ type: 'visit', url: '/out', from: 'page' })
    expect(requests.map((request) => headerOf(request, 'referer'))).toEqual([`${SHOP}secret`, SHOP, null])
  })

  test('from https to http Fetch Metadata and Referer are dropped', () => {
    const alice = scriptedBrowser({ [`${SHOP}out`]: redirect(302, 'http://shop.test/') })
    alice.visit(SHOP)
    const [, request] = alice.play({ type: 'visit', url: '/out', from: 'page' }).requests
    expect(headerOf(request, 'referer')).toBeNull()
    expect(headerOf(request, 'sec-fetch-site')).toBeNull()
  })

  test('a page takes nineteen redirects, an image twenty, and not one more', () => {
    const chain = (length: number) => Object.fromEntries(Array.from({ length }, (_, at) => [`${SHOP}${at}`, redirect(302, `/${at + 1}`)]))
    expect(scriptedBrowser(chain(19)).visit(`${SHOP}0`).codes).toContain('page-changed')
    const tooFar = scriptedBrowser(chain(20)).visit(`${SHOP}0`)
    expect(tooFar.requests).toHaveLength(20)
    expect(tooFar.codes).toContain('redirect-limit')
    const image = (length: number) => {
      const alice = scriptedBrowser(chain(length))
      alice.visit(SHOP)
      return alice.play({ type: 'embed', as: 'image', url: '/0' })
    }
    expect(image(20).codes).toContain('embed-loaded')
    expect(image(21).requests).toHaveLength(21)
    expect(image(21).codes).toContain('redirect-limit')
  })

  test('what is for another program leaves the page, and its cookies are stored', () => {
    const alice = scriptedBrowser({ [`${SHOP}x`]: redirect(302, 'mailto:a@b.test', [['Set-Cookie', 'a=1']]) })
    alice.visit(SHOP)
    expect(alice.visit(`${SHOP}x`).codes).toEqual(expect.arrayContaining(['redirect-handed-on', 'page-kept-handed-on']))
    expect(headerOf(alice.play({ type: 'reload' }).requests[0], 'cookie')).toBe('a=1')
  })
})

describe('HTML, "navigate to a fragment"', () => {
  test.each([
    [{ type: 'visit', url: `${SHOP}a?b#c` }],
    [{ type: 'visit', from: 'page', url: '#c' }],
    [{ type: 'submit', method: 'GET', url: '/a#c', form: { b: '' } }],
  ] as const)('%j on the page itself asks for nothing', (step) => {
    const alice = scriptedBrowser()
    alice.visit(`${SHOP}a?b${step.type === 'submit' ? '=' : ''}`)
    const { document } = alice.state().page ?? {}
    expect(alice.play(step)).toMatchObject({ asked: [], codes: ['page-scrolled'] })
    expect(alice.state().page?.document.url).toBe(`${document?.url}#c`)
  })

  test('a reload after that is begun by whoever led to the fragment', () => {
    const led = (last: { from?: 'page' }) => {
      const alice = scriptedBrowser()
      alice.visit(EVIL)
      alice.play({ type: 'visit', url: SHOP, from: 'page' })
      alice.play({ type: 'visit', url: `${SHOP}#c`, ...last })
      const [request] = alice.play({ type: 'reload' }).requests
      return [headerOf(request, 'sec-fetch-site'), headerOf(request, 'referer')]
    }
    expect(led({ from: 'page' })).toEqual(['same-origin', EVIL])
    expect(led({})).toEqual(['none', null])
  })

  test('without a fragment, with another query, or as a POST it does', () => {
    const alice = scriptedBrowser()
    alice.visit(`${SHOP}a#c`)
    expect(alice.visit(`${SHOP}a`).asked).toHaveLength(1)
    expect(alice.visit(`${SHOP}a?b#c`).asked).toHaveLength(1)
    expect(alice.play({ type: 'submit', method: 'POST', url: '#c', form: {} }).asked).toHaveLength(1)
  })
})

describe('RFC 6265bis §5.2, reload', () => {
  test('a reload stays a request of whoever led to the page', () => {
    const alice = scriptedBrowser({ [SHOP]: SET })
    alice.visit(SHOP)
    alice.visit(EVIL)
    alice.play({ type: 'visit', url: SHOP, from: 'page' })
    const played = alice.play({ type: 'reload' })
    expect(headerOf(played.requests[0], 'cookie')).toBe('lax=1; none=1')
    expect(headerOf(played.requests[0], 'sec-fetch-site')).toBe('cross-site')
    expect(headerOf(played.requests[0], 'referer')).toBe(EVIL)
    expect(headerOf(played.requests[0], 'cache-control')).toBe('max-age=0')
    expect(played.codes).toContain('reload-keeps-initiator')
    expect(headerOf(alice.visit(SHOP).requests[0], 'cookie')).toContain('strict=1')
  })

  test('a posted form is posted again', () => {
    const alice = scriptedBrowser()
    alice.visit(SHOP)
    alice.play({ type: 'submit', method: 'POST', url: '/p', form: { a: '1' } })
    const [request] = alice.play({ type: 'reload' }).requests
    expect(request).toMatchObject({ method: 'POST', body: 'a=1' })
    expect(headerOf(request, 'content-type')).toBe('application/x-www-form-urlencoded')
  })

  test('after POST, 303 and GET only the GET is repeated', () => {
    const alice = scriptedBrowser({ [`POST ${SHOP}p`]: redirect(303, '/done') })
    alice.visit(SHOP)
    alice.play({ type: 'submit', method: 'POST', url: '/p', form: { a: '1' } })
    expect(alice.play({ type: 'reload' }).asked).toEqual([`GET ${SHOP}done`])
  })
})

describe('steps that cannot be played', () => {
  test.each([
    [{ type: 'visit', url: 'ftp://shop.test/' }, 'bad-url'],
    [{ type: 'visit', url: 'shop.test' }, 'bad-url'],
    [{ type: 'visit', url: SHOP, from: 'page' }, 'no-page'],
    [{ type: 'visit', url: SHOP, in: 'x' }, 'typed-in-frame'],
    [{ type: 'submit', method: 'POST', url: SHOP }, 'no-page'],
    [{ type: 'fetch', method: 'GET', url: SHOP }, 'no-page'],
    [{ type: 'embed', url: SHOP, as: 'image' }, 'no-page'],
    [{ type: 'reload' }, 'no-page'],
    [{ type: 'read-cookies' }, 'no-page'],
    [{ type: 'write-cookie', cookie: 'a=1' }, 'no-page'],
    [{ type: 'steal-cookie' }, 'needs-two-browsers'],
    [{ type: 'request' }, 'not-a-browser-step'],
    [{ type: 'restart-server' }, 'not-a-browser-step'],
  ] as const)('%j: %s, and nothing changes', (step, code) => {
    const start = createBrowser({ name: 'alice' })
    const alice = scriptedBrowser({}, start)
    const played = alice.play(step)
    expect(played.codes).toEqual([code])
    expect(played.requests).toEqual([])
    expect(alice.state()).toBe(start)
  })

  test('from a page: a frame that is not there, an address that is none, a body with GET, a reload of a frame', () => {
    const alice = scriptedBrowser()
    alice.visit(SHOP)
    expect(alice.play({ type: 'read-cookies', in: 'ads' }).codes).toEqual(['no-such-frame'])
    expect(alice.play({ type: 'visit', url: 'mailto:a@b.test', from: 'page' }).codes).toEqual(['bad-url'])
    expect(alice.play({ type: 'submit', method: 'GET', url: SHOP, body: 'x' }).codes).toEqual(['bad-form'])
    expect(alice.play({ type: 'submit', method: 'POST / HTTP/1.1\r\nX: ', url: SHOP }).codes).toEqual(['bad-method'])
    expect(alice.play({ type: 'submit', method: 'connect', url: SHOP }).codes).toEqual(['bad-method'])
    expect(alice.play({ type: 'reload', in: 'ads' }).codes).toEqual(['typed-in-frame'])
  })
})

describe('time and the end of the browser', () => {
  const kept = respond(200, [
    ['Set-Cookie', 'short=1; Max-Age=60'],
    ['Set-Cookie', 'session=1'],
    ['Set-Cookie', 'long=1; Max-Age=6000'],
  ])
  test('wait tells what has run out', () => {
    const alice = scriptedBrowser({ [SHOP]: kept })
    alice.visit(SHOP)
    const { events } = alice.play({ type: 'wait' }, NOW + 61_000)
    expect(only(events, 'cookies-expired').cookies.map(({ name }) => name)).toEqual(['short'])
  })

  test('a restart ends session cookies and the page', () => {
    const alice = scriptedBrowser({ [SHOP]: kept })
    alice.visit(SHOP)
    const { events } = alice.play({ type: 'restart-browser' })
    expect(only(events, 'session-ended').cookies.map(({ name }) => name)).toEqual(['session'])
    expect(alice.play({ type: 'read-cookies' }).codes).toEqual(['no-page'])
    expect(headerOf(alice.visit(SHOP).requests[0], 'cookie')).toBe('short=1; long=1')
  })
})
