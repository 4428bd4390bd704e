/** An operator, a crawler and a stranger look at the site from outside: headers, methods, hosts, origins, health, and what is said to machines. */

import { CONCEPT, lessons, questionOf, SHORT, tracks } from './course.ts'
import { expect, ownAddress, test } from './fixtures.ts'
import type { RawAnswer } from './raw-request.ts'
import { rawRequest } from './raw-request.ts'

const resultPage = `${SHORT.path}/result?${questionOf(SHORT, 'fill-in').id}=4`
const answerBody = JSON.stringify({ questionId: 'q-nobody-asks', contentVersion: 'v20260101', answer: { type: 'fill-in', text: 'x' } })
const jsonHeaders = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }

const directivesOf = ({ headers }: RawAnswer): Record<string, string[]> =>
  Object.fromEntries(
    String(headers['content-security-policy'])
      .split(';')
      .map((part) => part.trim().split(' '))
      .map(([name = '', ...values]) => [name, values]),
  )

test.describe('headers of every kind of response', () => {
  const kinds: Record<string, (base: string) => Promise<RawAnswer>> = {
    'a page': (base) => rawRequest(base, SHORT.path),
    'a page made for the request': (base) => rawRequest(base, resultPage),
    'a page that is not there': (base) => rawRequest(base, '/nope'),
    'the data of a page': (base) => rawRequest(base, SHORT.path, { headers: { rsc: '1' } }),
    'the interface': (base) => rawRequest(base, '/api/answers', { method: 'POST', headers: jsonHeaders, body: answerBody }),
    'the interface, refused': (base) => rawRequest(base, '/api/runs', { method: 'POST', headers: jsonHeaders, body: '{' }),
    health: (base) => rawRequest(base, '/api/health/live'),
    'a redirect': (base) => rawRequest(base, '/', { headers: { host: 'elsewhere.test' } }),
    'a refusal by the entry': (base) => rawRequest(base, '/', { method: 'DELETE' }),
    'a script': async (base) => rawRequest(base, (await assetsOf(base))['.js'] ?? ''),
    'a style sheet': async (base) => rawRequest(base, (await assetsOf(base))['.css'] ?? ''),
    'a typeface': async (base) => rawRequest(base, (await assetsOf(base))['.woff2'] ?? ''),
    'the script before the first paint': (base) => rawRequest(base, '/first-paint.js'),
    'the feed': (base) => rawRequest(base, '/feed.xml'),
    'a picture': (base) => rawRequest(base, '/icon.svg'),
    'what cannot be parsed': (base) => rawRequest(base, '/', { headers: { 'x-long': 'x'.repeat(20_000) } }),
  }
  for (const [name, ask] of Object.entries(kinds)) {
    test(`${name}`, async ({ baseURL }) => {
      const { headers } = await ask(String(baseURL))
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      })
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers.server).toBeUndefined()
      expect(headers['set-cookie']).toBeUndefined()
      expect(headers['content-security-policy']).toMatch(/default-src 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|https?:|\*/)
      // Over plain http it would be ignored (RFC 6797, section 8.1) and mislead whoever reads it.
      expect(headers['strict-transport-security']).toBeUndefined()
    })
  }

  test('a page names every directive that matters', async ({ baseURL }) => {
    for (const path of ['/', SHORT.path, resultPage, '/nope']) {
      const directives = directivesOf(await rawRequest(String(baseURL), path))
      expect(directives, path).toMatchObject({
        'default-src': ["'none'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
        'connect-src': ["'self'"],
      })
      expect(directives['script-src']).toContain("'self'")
    }
  })

  test('what is built may be kept with its name for good, pages are asked for again, interfaces are never kept', async ({ baseURL }) => {
    const base = String(baseURL)
    const cacheOf = async (path: string, options = {}) => (await rawRequest(base, path, options)).headers['cache-control']
    expect(await cacheOf((await assetsOf(base))['.js'] ?? '')).toMatch(/immutable/)
    expect(await cacheOf(SHORT.path)).toMatch(/max-age=0/)
    expect(await cacheOf(resultPage)).toMatch(/no-store/)
    for (const path of ['/api/health/live', '/api/health/ready', '/api/runs/status']) expect(await cacheOf(path), path).toMatch(/no-store/)
    expect(await cacheOf('/api/answers', { method: 'POST', headers: jsonHeaders, body: answerBody })).toMatch(/no-store/)
    const page = await rawRequest(base, SHORT.path)
    const again = await rawRequest(base, SHORT.path, { headers: { 'if-none-match': String(page.headers.etag) } })
    expect(again.status, 'a page that has not changed is not sent again').toBe(304)
  })
})

/** One file of each kind that the lesson page loads. */
async function assetsOf(base: string): Promise<Record<string, string>> {
  const { body, headers } = await rawRequest(base, SHORT.path)
  const paths = [...`${body} ${headers.link}`.matchAll(/\/_next\/static\/[\w./~-]+(\.(?:js|css|woff2))/g)]
  return Object.fromEntries(paths.map(([path, kind]) => [String(kind), path]))
}

test.describe('a page made for one request', () => {
  test('has a nonce of its own on each of its scripts', async ({ baseURL }) => {
    const nonces: string[] = []
    for (let asked = 0; asked < 2; asked += 1) {
      const answer = await rawRequest(String(baseURL), resultPage)
      const [, nonce = ''] = /'nonce-([^']+)'/.exec(String(directivesOf(answer)['script-src'])) ?? []
      expect(nonce.length).toBeGreaterThanOrEqual(22)
      expect(directivesOf(answer)['script-src']).not.toContain("'unsafe-inline'")
      const scripts = [...answer.body.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = '']) => attributes)
      const runnable = scripts.filter((attributes) => !attributes.includes('application/ld+json'))
      const withoutNonce = runnable.filter((attributes) => !attributes.includes(`nonce="${nonce}"`))
      expect(runnable.length).toBeGreaterThan(3)
      // The layout's one blocking script is the same on every page and comes by its address; nothing that stands in the page may run without.
      expect(withoutNonce.map((attributes) => attributes.trim())).toEqual(['src="/first-paint.js"'])
      nonces.push(nonce)
    }
    expect(new Set(nonces).size).toBe(2)
  })

  test('takes no nonce from whoever asks', async ({ baseURL }) => {
    const policy = "script-src 'nonce-of-mine'"
    const answer = await rawRequest(String(baseURL), resultPage, { headers: { 'content-security-policy': policy, 'x-nonce': 'of-mine' } })
    expect(answer.headers['content-security-policy']).not.toContain('of-mine')
    expect(answer.body).not.toContain('nonce="of-mine"')
  })
})

test.describe('a browser finds no fault with the policy', () => {
  test.use({ expectedErrors: /status of 404/ })

  test('on any type of page', async ({ page }) => {
    for (const path of ['/', '/learn', `/learn/${SHORT.track.slug}`, SHORT.path, CONCEPT.path, resultPage, '/mailbox', '/nope']) {
      await page.goto(path)
      await expect(page.getByRole('button', { name: 'Dark theme' }), `scripts run on ${path}`).toBeVisible()
    }
  })
})

test.describe('hosts and methods', () => {
  test('another host name is redirected to the one of the site, whatever the path', async ({ baseURL }) => {
    const base = String(baseURL)
    for (const host of [
      '127.0.0.1:1',
      'evil.test',
      'localhost',
      'localhost:1',
      `evil.test:${new URL(base).port}`,
      `${new URL(base).host}.evil.test`,
    ]) {
      const { status, headers } = await rawRequest(base, `${SHORT.path}?a=b`, { headers: { host } })
      expect({ status, location: headers.location }, host).toEqual({ status: 308, location: `${base}${SHORT.path}?a=b` })
    }
    const posted = await rawRequest(base, '/api/answers', { method: 'POST', headers: { ...jsonHeaders, host: 'evil.test' }, body: answerBody })
    expect(posted.status).toBe(421)
    const forwarded = await rawRequest(base, SHORT.path, { headers: { 'x-forwarded-host': 'posing.test' } })
    expect(forwarded.status, 'a stranger is no proxy').toBe(200)
    expect(forwarded.body).not.toContain('posing.test')
    const doubled = await rawRequest(base, '//evil.test/path')
    expect(doubled.headers.location ?? '').not.toMatch(/^\/\/|^https?:\/\/evil/)
  })

  for (const method of ['PUT', 'DELETE', 'PATCH', 'POST', 'TRACE', 'PROPFIND', 'QUERY']) {
    test(`${method} on a page is refused, and what is offered is said`, async ({ baseURL }) => {
      for (const path of ['/', SHORT.path, resultPage]) {
        const { status, headers } = await rawRequest(String(baseURL), path, {
          method,
          headers: { 'sec-fetch-site': 'same-origin', 'content-length': '0' },
        })
        expect(status, path).toBe(405)
        expect(headers.allow).toMatch(/\bGET\b.*\bHEAD\b/)
      }
    })
  }

  test('HEAD is GET without a body; an interface refuses what it does not offer', async ({ baseURL }) => {
    const base = String(baseURL)
    const [head, get] = [await rawRequest(base, SHORT.path, { method: 'HEAD' }), await rawRequest(base, SHORT.path)]
    expect(head).toMatchObject({ status: 200, body: '' })
    expect(head.headers['content-type']).toBe(get.headers['content-type'])
    expect((await rawRequest(base, '/api/answers')).status).toBe(405)
    expect((await rawRequest(base, '/api/health/live', { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(405)
  })
})

test.describe('who may send what changes something', () => {
  const paths = ['/api/answers', '/api/runs', '/api/snapshots', `${SHORT.path}/answers`]
  const strangers: Record<string, Record<string, string>> = {
    'another site': { 'sec-fetch-site': 'cross-site' },
    'another origin of the same site': { 'sec-fetch-site': 'same-site' },
    'a foreign Origin': { origin: 'https://evil.test' },
    'a foreign Origin that poses as our own page': { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
    'no Origin of its own': { origin: 'null' },
    'a null Origin that poses as our own page': { origin: 'null', 'sec-fetch-site': 'same-origin' },
    'nobody knows whom': {},
    'a typed address that is no navigation': { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'cors' },
  }
  for (const [name, headers] of Object.entries(strangers)) {
    test(`not ${name}`, async ({ baseURL }) => {
      for (const path of paths) {
        const { status } = await rawRequest(String(baseURL), path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{}',
        })
        expect(status, path).toBe(403)
      }
    })
  }

  test('our own pages, by Fetch Metadata or by Origin', async ({ baseURL }) => {
    const base = String(baseURL)
    const own: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { origin: base }, { origin: base, 'sec-fetch-site': 'same-origin' }]
    for (const headers of own) {
      const { status } = await rawRequest(base, '/api/answers', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: answerBody,
      })
      expect(status, 'taken, and then not known').toBe(404)
    }
  })

  test('bodies are bounded and say their length', async ({ baseURL }) => {
    const base = String(baseURL)
    const large = await rawRequest(base, '/api/answers', { method: 'POST', headers: jsonHeaders, body: 'x'.repeat(300_000) }).catch(
      (error: Error) => error,
    )
    // What is still being sent when the answer comes may be cut off.
    if (!(large instanceof Error)) expect(large.status).toBe(413)
    const chunked = await rawRequest(base, '/api/answers', { method: 'POST', headers: { ...jsonHeaders, 'transfer-encoding': 'chunked' } })
    expect(chunked.status).toBe(411)
  })
})

test('a stranger cannot escape the limits by claiming other addresses', async ({ baseURL }) => {
  const base = String(baseURL)
  const statuses = new Set<number>()
  for (let sent = 0; sent < 320 && !statuses.has(429); sent += 20) {
    const round = Array.from({ length: 20 }, () =>
      rawRequest(base, '/api/answers', {
        method: 'POST',
        from: '127.0.0.3',
        headers: { ...jsonHeaders, ...ownAddress(), 'x-real-ip': '203.0.113.9', 'x-client-address': 'mine' },
        body: '{}',
      }),
    )
    for (const { status, headers } of await Promise.all(round)) {
      statuses.add(status)
      if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    }
  }
  expect([...statuses]).toEqual([400, 429])
})

test('health says that it lives and whether it is ready, also by address', async ({ baseURL }) => {
  const base = String(baseURL)
  const live = await rawRequest(base, '/api/health/live', { headers: { host: '10.0.0.7:3000' } })
  expect({ status: live.status, body: JSON.parse(live.body) }).toEqual({ status: 200, body: { status: 'live' } })
  const ready = await rawRequest(base, '/api/health/ready')
  expect({ status: ready.status, body: JSON.parse(ready.body) }).toEqual({
    status: 200,
    body: { status: 'ready', checks: { database: 'ok', migrations: 'current', runner: expect.stringMatching(/^(ready|degraded)$/) } },
  })
})

test('a local site shows its mails to those on this machine, and to no index', async ({ page, baseURL }) => {
  await page.goto('/mailbox')
  await expect(page.getByRole('heading', { level: 1, name: 'Local mailbox' })).toBeVisible()
  await expect(page.getByText('A hosted site has no such page.')).toBeVisible()
  await expect(page.locator('meta[name=robots]').first()).toHaveAttribute('content', /noindex/)
  expect((await rawRequest(String(baseURL), '/mailbox')).headers['cache-control']).toMatch(/no-store/)
})

test('each response has a request id of its own, which a stranger cannot choose', async ({ baseURL }) => {
  const ids = await Promise.all(
    [1, 2].map(async () => (await rawRequest(String(baseURL), '/', { headers: { 'x-request-id': 'chosen-by-me' } })).headers['x-request-id']),
  )
  expect(new Set(ids).size).toBe(2)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
})

test.describe('what is said to machines', () => {
  test('the sitemap names every page that is there, by its whole address, and no other', async ({ baseURL, request }) => {
    const response = await request.get('/sitemap.xml')
    expect(response.headers()['content-type']).toMatch(/^application\/xml/)
    const named = [...(await response.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address)
    const others = ['/', '/learn', '/discussions', '/tools', '/tools/set-cookie', '/tools/jwt']
    const expected = [...others, ...tracks.map(({ slug }) => `/learn/${slug}`), ...lessons.map(({ path }) => path)]
    expect(named.toSorted()).toEqual(expected.map((path) => `${baseURL}${path}`).toSorted())
    for (const address of named) expect((await request.get(String(address))).status(), address).toBe(200)
  })

  test('robots, manifest and feed answer with their types', async ({ baseURL, request }) => {
    const robots = await request.get('/robots.txt')
    expect(robots.headers()['content-type']).toMatch(/^text\/plain/)
    expect(await robots.text()).toContain(`Sitemap: ${baseURL}/sitemap.xml`)
    const manifest = await request.get('/manifest.webmanifest')
    expect(manifest.headers()['content-type']).toMatch(/^application\/manifest\+json/)
    const { icons, start_url } = await manifest.json()
    for (const path of [start_url, ...icons.map(({ src }: { src: string }) => src)]) expect((await request.get(path)).status(), path).toBe(200)
    // Asked for without being named: by readers of feeds, and by Chromium whenever a page changes its head.
    const icon = await request.get('/favicon.ico')
    expect(icon.headers()['content-type']).toMatch(/^image\//)
    expect((await icon.body()).subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]))
  })

  test('the feed is well formed and links every lesson by its whole address', async ({ page, baseURL, request }) => {
    const feed = await request.get('/feed.xml')
    expect(feed.headers()['content-type']).toMatch(/^application\/atom\+xml/)
    await page.goto('/learn')
    const read = await page.evaluate(
      (xml) => {
        const document = new DOMParser().parseFromString(xml, 'application/xml')
        return {
          isBroken: document.querySelector('parsererror') !== null,
          entries: [...document.querySelectorAll('entry')].map((entry) => ({
            title: entry.querySelector('title')?.textContent,
            link: entry.querySelector('link')?.getAttribute('href'),
            isDated: !Number.isNaN(Date.parse(entry.querySelector('updated')?.textContent ?? '')),
          })),
        }
      },
      await feed.text(),
    )
    expect(read.isBroken).toBe(false)
    const expected = lessons.map(({ frontMatter, path }) => ({ title: frontMatter.title, link: `${baseURL}${path}`, isDated: true }))
    expect(read.entries.toSorted(byLink)).toEqual(expected.toSorted(byLink))
    await expect(page.locator('link[type="application/atom+xml"]')).toHaveAttribute('href', `${baseURL}/feed.xml`)
  })

  test('every page has its title, description, one whole address, and a picture that is one', async ({ page, baseURL, request }) => {
    const titles = new Set<string>()
    const paths = ['/', '/learn', ...tracks.map(({ slug }) => `/learn/${slug}`), ...lessons.map(({ path }) => path)]
    for (const path of paths) {
      await page.goto(path)
      const meta = (name: string) => page.locator(`meta[name="${name}"], meta[property="${name}"]`)
      titles.add(await page.title())
      await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', path === '/' ? new RegExp(`^${baseURL}/?$`) : `${baseURL}${path}`)
      await expect(meta('description')).toHaveAttribute('content', /.{40,}/)
      await expect(meta('og:title')).toHaveAttribute('content', /.+/)
      const picture = String(await meta('og:image').getAttribute('content'))
      expect(picture.startsWith(`${baseURL}/`), `${path}: ${picture}`).toBe(true)
      const response = await request.get(picture)
      expect(response.headers()['content-type']).toBe('image/png')
      const png = await response.body()
      expect([png.readUInt32BE(16), png.readUInt32BE(20)], 'width and height').toEqual([1200, 630])
    }
    expect(titles.size, 'no two pages share a title').toBe(paths.length)
    await page.goto(resultPage)
    await expect(page.locator('meta[name=robots]').first()).toHaveAttribute('content', /noindex/)
  })

  test('the facts for search engines parse and agree with the page', async ({ page, baseURL }) => {
    const factsOn = async (path: string) => {
      await page.goto(path)
      return (await page.locator('script[type="application/ld+json"]').allTextContents()).map((text) => JSON.parse(text))
    }
    for (const track of tracks)
      expect(await factsOn(`/learn/${track.slug}`)).toEqual([
        expect.objectContaining({ '@context': 'https://schema.org', '@type': 'Course', name: track.title }),
      ])
    for (const { path, frontMatter } of lessons) {
      const [facts] = await factsOn(path)
      expect(JSON.stringify(facts['@type'])).toContain('LearningResource')
      expect(facts).toMatchObject({ '@context': 'https://schema.org', name: frontMatter.title })
      expect(JSON.stringify(facts)).toContain(`${baseURL}${path}`)
    }
  })
})

const byLink = (one: { link?: string | null | undefined }, other: { link?: string | null | undefined }) =>
  String(one.link).localeCompare(String(other.link))
