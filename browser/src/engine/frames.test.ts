import { describe, expect, test } from 'vitest'
import { type Answers, headerOf, only, redirect, respond, scriptedBrowser } from './scripted-browser.ts'
import { createBrowser } from './state.ts'

const SHOP = 'https://shop.test/'
const ADS = 'https://ads.test/'
const cookies = respond(200, [
  ['Set-Cookie', 'strict=1; SameSite=Strict'],
  ['Set-Cookie', 'none=1; SameSite=None; Secure'],
  ['Set-Cookie', 'part=1; SameSite=None; Secure; Partitioned'],
])

function onShop(answers: Answers, blocksThirdPartyCookies = false) {
  const alice = scriptedBrowser(answers, createBrowser({ name: 'alice', blocksThirdPartyCookies }))
  alice.visit(ADS)
  alice.visit(SHOP)
  return alice
}

describe('images and scripts', () => {
  test('a foreign image is asked for with None cookies, and its page sees only that it came', () => {
    const alice = onShop({ [ADS]: cookies })
    const played = alice.play({ type: 'embed', as: 'image', url: ADS })
    expect(headerOf(played.requests[0], 'cookie')).toBe('none=1')
    expect(headerOf(played.requests[0], 'sec-fetch-dest')).toBe('image')
    expect(headerOf(played.requests[0], 'sec-fetch-mode')).toBe('no-cors')
    expect(headerOf(played.requests[0], 'sec-fetch-storage-access')).toBe('active')
    expect(only(played.events, 'embed-result')).toMatchObject({ as: 'image', loaded: true, status: 200 })
  })

  test('a browser that blocks third-party cookies keeps the unpartitioned ones back', () => {
    const alice = onShop({ [ADS]: cookies }, true)
    const first = alice.play({ type: 'embed', as: 'script', url: ADS })
    expect(headerOf(first.requests[0], 'cookie')).toBeNull()
    expect(headerOf(first.requests[0], 'sec-fetch-storage-access')).toBe('none')
    expect(headerOf(alice.play({ type: 'embed', as: 'script', url: ADS }).requests[0], 'cookie')).toBe('part=1')
  })

  test('an image by http in a page by https is asked for by https; a script not at all', () => {
    const alice = onShop({})
    const image = alice.play({ type: 'embed', as: 'image', url: 'http://cdn.test/a' })
    expect(image.asked).toEqual(['GET https://cdn.test/a'])
    expect(image.codes).toContain('mixed-content-upgraded')
    expect(onShop({ [`${SHOP}i`]: redirect(302, 'http://cdn.test/b') }).play({ type: 'embed', as: 'image', url: '/i' }).asked[1]).toBe(
      'GET https://cdn.test/b',
    )
    const script = alice.play({ type: 'embed', as: 'script', url: 'http://cdn.test/a' })
    expect(script.asked).toEqual([])
    expect(only(script.events, 'embed-result').loaded).toBe(false)
  })

  const GIF = respond(200, [], 'GIF89a\x01\0\x01\0\0\0\0;')
  const IMAGE = { type: 'embed', as: 'image', url: '/i' } as const
  test('an image that its document shows is not asked for again, whatever the fragment; on a new page it is', () => {
    const alice = onShop({ [`${SHOP}i`]: GIF })
    expect(alice.play(IMAGE).asked).toEqual([`GET ${SHOP}i`])
    const again = alice.play({ ...IMAGE, url: '/i#x' })
    expect(again).toMatchObject({ asked: [], codes: ['image-shown-already'] })
    expect(only(again.events, 'embed-result')).toMatchObject({ loaded: true, requestId: null })
    alice.play({ type: 'reload' })
    expect(alice.play(IMAGE).asked).toEqual([`GET ${SHOP}i`])
  })

  test.each([
    ['a script asked for the address', { type: 'embed', as: 'script', url: '/i' }],
    ['a fetch asked for the address', { type: 'fetch', method: 'POST', url: '/i' }],
    ['a frame asked for the address as an image', { ...IMAGE, in: 'frame' }],
  ] as const)('it is asked for again when %s since', (_name, between) => {
    const alice = onShop({ [`${SHOP}i`]: GIF })
    alice.play({ type: 'embed', as: 'iframe', url: '/f', id: 'frame' })
    alice.play(IMAGE)
    expect(alice.play(between).requests).toHaveLength(1)
    expect(alice.play(IMAGE).asked).toEqual([`GET ${SHOP}i`])
    expect(alice.play(IMAGE).asked).toEqual([])
  })

  test.each([
    ['by its first address only', redirect(302, '/j'), 2],
    ['as a picture under another type', respond(404, [['Content-Type', 'text/plain']], GIF.body), 1],
    ['as SVG by its type', { status: 200, headers: [['Content-Type', 'image/svg+xml; charset=utf-8']], body: '<svg/>' } as const, 1],
  ])('it counts as shown %s', (_name, answer, requests) => {
    const alice = onShop({ [`${SHOP}i`]: answer, [`${SHOP}j`]: GIF })
    expect(alice.play(IMAGE).requests).toHaveLength(requests)
    expect(alice.play(IMAGE).requests).toHaveLength(0)
    expect(alice.play({ ...IMAGE, url: '/j' }).requests).toHaveLength(1)
  })

  test.each([
    ['a page', respond(200)],
    ['a page that is called an image', { status: 200, headers: [['Content-Type', 'image/png']], body: '<p>no' } as const],
    ['nothing', respond(204, [], '')],
    ['the beginning of an image', respond(200, [], 'GIF89a')],
  ])('what is no image is asked for each time: %s', (_name, answer) => {
    const alice = onShop({ [`${SHOP}i`]: answer })
    for (const _ of [1, 2]) expect(alice.play(IMAGE).asked).toEqual([`GET ${SHOP}i`])
  })

  test.each(['image', 'script', 'iframe'] as const)('an address with a user name is not loaded as %s, unless it is the page’s own', (as) => {
    const alice = onShop({ [`${SHOP}out`]: redirect(302, 'https://u:p@shop.test/') })
    const played = alice.play({ type: 'embed', as, url: 'https://u:p@shop.test/' })
    expect(played).toMatchObject({ asked: [], codes: expect.arrayContaining(['url-credentials-blocked', 'embed-failed']) })
    expect(alice.play({ type: 'embed', as, url: '/out' }).asked).toEqual([`GET ${SHOP}out`])
    alice.visit('https://u:p@shop.test/')
    expect(alice.play({ type: 'embed', as, url: 'https://u:p@shop.test/x' }).asked).toEqual([`GET ${SHOP}x`])
    expect(alice.play({ type: 'embed', as, url: 'https://u@shop.test/x' }).asked).toEqual([])
  })

  test('where third parties are blocked, the site on top is told who asks for it from below a foreign frame', () => {
    const alice = onShop({}, true)
    alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: ADS })
    const {
      codes,
      requests: [request],
    } = alice.play({ type: 'embed', as: 'image', url: SHOP, in: 'ad' })
    expect(codes).toContain('origin-storage-access')
    expect(headerOf(alice.play({ type: 'fetch', method: 'GET', url: SHOP, in: 'ad' }).requests[0], 'sec-fetch-storage-access')).toBeNull()
    expect(headerOf(request, 'origin')).toBe('https://ads.test')
    expect(headerOf(request, 'sec-fetch-storage-access')).toBe('inactive')
  })

  test('over plain http the site on top is told by Origin alone', () => {
    const [home, ads] = ['http://shop.test/', 'http://ads.test/']
    const alice = scriptedBrowser({ [home]: respond(200), [ads]: respond(200) }, createBrowser({ name: 'alice', blocksThirdPartyCookies: true }))
    alice.visit(home)
    alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: ads })
    const [request] = alice.play({ type: 'embed', as: 'image', url: home, in: 'ad' }).requests
    expect(headerOf(request, 'origin')).toBe('http://ads.test')
    expect(headerOf(request, 'sec-fetch-storage-access')).toBeNull()
  })
})

describe('frames', () => {
  test('a frame is asked for by its page, without a person, and lives under the id of its step', () => {
    const alice = onShop({ [ADS]: cookies })
    const [request] = alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: ADS }).requests
    expect(['site', 'mode', 'dest', 'user'].map((what) => headerOf(request, `sec-fetch-${what}`))).toEqual(['cross-site', 'navigate', 'iframe', null])
    expect(headerOf(request, 'cookie')).toBe('none=1')
    const read = alice.play({ type: 'read-cookies', in: 'ad' })
    expect(only(read.events, 'document-cookie-read').text).toBe('none=1; part=1')
  })

  test('partitioned cookies belong to the page they were set under', () => {
    const alice = onShop({ [ADS]: cookies })
    alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: ADS })
    alice.visit('https://other.test/')
    alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: `${ADS}quiet` })
    expect(only(alice.play({ type: 'read-cookies', in: 'ad' }).events, 'document-cookie-read').text).toBe('none=1')
  })

  test('a document of the page’s own site below a foreign frame is no longer first-party', () => {
    const alice = scriptedBrowser({ [SHOP]: cookies })
    alice.visit(SHOP)
    alice.play({ id: 'own', type: 'embed', as: 'iframe', url: `${SHOP}in` })
    expect(only(alice.play({ type: 'read-cookies', in: 'own' }).events, 'document-cookie-read').text).toBe('strict=1; none=1; part=1')
    alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: ADS })
    const nested = alice.play({ id: 'home', type: 'embed', as: 'iframe', url: `${SHOP}in`, in: 'ad' })
    expect(headerOf(nested.requests[0], 'cookie')).toBe('none=1')
    expect(only(alice.play({ type: 'read-cookies', in: 'home' }).events, 'document-cookie-read').text).toBe('none=1')
    const fetched = alice.play({ type: 'fetch', method: 'GET', url: SHOP, in: 'home' })
    expect(headerOf(fetched.requests[0], 'cookie')).toBe('none=1')
    expect(headerOf(fetched.requests[0], 'sec-fetch-site')).toBe('same-origin')
  })

  test('a link in a frame leads the whole page on, and the frame is who asks', () => {
    const alice = onShop({})
    alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: ADS })
    const [request] = alice.play({ type: 'visit', from: 'page', url: SHOP, in: 'ad' }).requests
    expect(request?.purpose).toBe('navigation')
    expect(headerOf(request, 'sec-fetch-site')).toBe('cross-site')
    expect(headerOf(request, 'referer')).toBe(ADS)
    expect(alice.state().page?.frames).toEqual([])
  })

  test.each([
    [respond(200, [['X-Frame-Options', 'DENY']]), 'framing-refused-options'],
    [respond(200, [['Content-Security-Policy', "frame-ancestors 'self'"]]), 'framing-refused-ancestors'],
    [respond(204), 'frame-empty'],
    [respond(304), 'frame-empty'],
    [respond(205), 'frame-empty'],
    [respond(200, [['Content-Disposition', 'attachment']]), 'frame-empty'],
    [{ failure: 'not-listening' }, 'network-failure'],
    [redirect(302, 'http://ads.test/'), 'mixed-content-blocked'],
  ] as const)('after %j the frame is empty: %s', (answer, code) => {
    const alice = onShop({ [`${ADS}x`]: answer })
    const played = alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: `${ADS}x` })
    expect(played.codes).toContain(code)
    expect(only(played.events, 'embed-result').loaded).toBe(false)
    expect(alice.play({ type: 'read-cookies', in: 'ad' }).codes).toEqual(['frame-is-empty'])
  })

  test('all ancestors must be allowed to frame, not only the nearest', () => {
    const alice = onShop({ [`${ADS}in`]: respond(200, [['X-Frame-Options', 'SAMEORIGIN']]) })
    alice.play({ id: 'ad', type: 'embed', as: 'iframe', url: ADS })
    expect(alice.play({ id: 'in', type: 'embed', as: 'iframe', url: `${ADS}in`, in: 'ad' }).codes).toContain('framing-refused-options')
  })
})

describe('HTML, "cookie": document.cookie', () => {
  test('scripts see and set what is not HttpOnly, as text', () => {
    const alice = scriptedBrowser({
      [SHOP]: respond(200, [
        ['Set-Cookie', 'secret=1; HttpOnly'],
        ['Set-Cookie', 'name=\xc3\xbc'],
      ]),
    })
    alice.visit(SHOP)
    alice.play({ type: 'write-cookie', cookie: 'theme=dünkel; Path=/' })
    expect(only(alice.play({ type: 'write-cookie', cookie: 'x=1; HttpOnly' }).events, 'cookie-store').decision.outcome).toBe('refused')
    expect(only(alice.play({ type: 'read-cookies' }).events, 'document-cookie-read').text).toBe('name=ü; theme=dünkel')
    expect(headerOf(alice.visit(SHOP).requests[0], 'cookie')).toBe('secret=1; name=\xc3\xbc; theme=d\xc3\xbcnkel')
  })

  test('half a pair of surrogates goes out as Chromium writes it, and hides all cookies from scripts', () => {
    const alice = scriptedBrowser({ [SHOP]: respond(200, [['Set-Cookie', 'plain=1; Path=/']]) })
    alice.visit(SHOP)
    alice.play({ type: 'write-cookie', cookie: 'half=\ud8002; Path=/' })
    expect(only(alice.play({ type: 'read-cookies' }).events, 'document-cookie-read').text).toBe('')
    expect(headerOf(alice.visit(SHOP).requests[0], 'cookie')).toBe('plain=1; half=\xed\xa0\x802')
  })
})

describe('a page that frames itself', () => {
  const frame = (url: string, inside?: string) => ({ type: 'embed', as: 'iframe', url, ...(inside && { in: inside }) }) as const
  test('is loaded once more, and not again below that', () => {
    const alice = onShop({})
    expect(alice.play({ ...frame('/'), id: 'one' }).asked).toEqual([`GET ${SHOP}`])
    const below = alice.play({ ...frame('/#x', 'one'), id: 'two' })
    expect(below).toMatchObject({ asked: [], codes: ['frame-within-itself', 'embed-failed'] })
    expect(alice.play({ type: 'read-cookies', in: 'two' }).codes).toEqual(['frame-is-empty'])
    expect(alice.play(frame('/?x', 'one')).asked).toEqual([`GET ${SHOP}?x`])
    expect(alice.play(frame('/')).asked).toEqual([`GET ${SHOP}`])
  })

  test('nor by a redirect, nor with another page between', () => {
    const alice = onShop({ [`${SHOP}away`]: redirect(302, '/') })
    alice.play({ ...frame('/'), id: 'one' })
    expect(alice.play(frame('/away', 'one')).asked).toEqual([`GET ${SHOP}away`])
    alice.play({ ...frame('/other', 'one'), id: 'other' })
    expect(alice.play(frame('/', 'other')).asked).toEqual([])
  })
})
