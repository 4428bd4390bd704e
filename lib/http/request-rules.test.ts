import { describe, expect, it } from 'vitest'
import { type Asked, isPosing, judge, type Site } from './request-rules.ts'

const site: Site = {
  origin: 'https://learn.example.org',
  isPeerTrusted: false,
  kindOf: (path) => (path === '/page' || path === '/' ? 'page' : path.startsWith('/api/') ? 'handler' : 'unknown'),
}
const own = { host: 'learn.example.org' }
const ask = (method: string, target: string, headers: Asked['headers'] = {}, facts: Partial<Site> = {}) => {
  const verdict = judge({ method, target, headers: { ...own, ...headers } }, { ...site, ...facts })
  return verdict.kind === 'pass' ? 'pass' : verdict.kind === 'redirect' ? `308 ${verdict.location}` : String(verdict.status)
}
const sameOrigin = { 'sec-fetch-site': 'same-origin', origin: site.origin }

describe('the target of a request', () => {
  it.each([
    ['/page', 'pass'],
    ['/page?q=//x', 'pass'],
    ['http://evil.example/', '400'],
    ['*', '400'],
    ['/\\evil.example', '400'],
    ['//evil.example/x', '308 https://learn.example.org/evil.example/x'],
    ['///evil.example', '308 https://learn.example.org/evil.example'],
    ['/learn/%E2%80%A6?q=%E0', 'pass'],
    ['/learn/%E0%A4%A', '400'],
    ['/learn/%ff', '400'],
    ['/100%', '400'],
    ['/_global-error', '404'],
  ])('%j: %s', (target, expected) => expect(ask('GET', target)).toBe(expected))
})

describe('the method of a request', () => {
  it.each([
    ['GET', '/page', {}, 'pass'],
    ['HEAD', '/page', {}, 'pass'],
    ['POST', '/page', sameOrigin, '405'],
    ['POST', '/page', { ...sameOrigin, 'content-type': 'application/x-www-form-urlencoded' }, '405'],
    ['POST', '/page', { ...sameOrigin, 'next-action': 'abc' }, 'pass'],
    ['POST', '/page?x=1', { ...sameOrigin, 'content-type': 'multipart/form-data; boundary=x' }, 'pass'],
    ['PUT', '/page', sameOrigin, '405'],
    ['DELETE', '/page', { ...sameOrigin, 'next-action': 'abc' }, '405'],
    ['OPTIONS', '/page', {}, '405'],
    ['POST', '/api/runs', sameOrigin, 'pass'],
    ['OPTIONS', '/api/runs', {}, 'pass'],
    ['TRACE', '/api/runs', {}, '405'],
    ['CONNECT', '/', {}, '405'],
    ['PROPFIND', '/nowhere', {}, '405'],
  ])('%s %s %o: %s', (method, target, headers, expected) => expect(ask(method, target, headers)).toBe(expected))
})

describe('the host of a request', () => {
  it.each([
    ['learn.example.org', 'pass'],
    ['LEARN.example.org', 'pass'],
    ['learn.example.org:443', 'pass'],
    ['learn.example.org.', 'pass'],
    ['learn.example.org:8443', '308 https://learn.example.org/page?q=1'],
    ['www.learn.example.org', '308 https://learn.example.org/page?q=1'],
    ['learn.example.org@evil.example', '308 https://learn.example.org/page?q=1'],
    ['', '308 https://learn.example.org/page?q=1'],
  ])('%s: %s', (host, expected) => expect(ask('GET', '/page?q=1', { host })).toBe(expected))

  it('that is not ours changes nothing', () => expect(ask('POST', '/api/runs', { ...sameOrigin, host: 'evil.example' })).toBe('421'))
  it('does not matter to probes', () => expect(ask('GET', '/api/health/ready', { host: '10.0.0.7:3000' })).toBe('pass'))
  it('is what a trusted proxy says it is', () => {
    const headers = { host: 'internal:3000', 'x-forwarded-host': 'learn.example.org' }
    expect(ask('GET', '/page', headers, { isPeerTrusted: true })).toBe('pass')
    expect(ask('GET', '/page', headers)).toBe('308 https://learn.example.org/page')
  })
  it('asked without TLS, as a trusted proxy tells, is sent to https', () => {
    expect(ask('GET', '/page', { 'x-forwarded-proto': 'http' }, { isPeerTrusted: true })).toBe('308 https://learn.example.org/page')
    expect(ask('GET', '/page', { 'x-forwarded-proto': 'https' }, { isPeerTrusted: true })).toBe('pass')
    expect(ask('GET', '/page', { 'x-forwarded-proto': 'http' })).toBe('pass')
  })
  it('with a port is that host with that port alone', () => {
    const local = { origin: 'http://localhost:3000' }
    expect(ask('GET', '/', { host: 'localhost:3000' }, local)).toBe('pass')
    expect(ask('GET', '/', { host: 'localhost' }, local)).toBe('308 http://localhost:3000/')
    expect(ask('GET', '/', { host: '127.0.0.1:3000' }, local)).toBe('308 http://localhost:3000/')
    expect(ask('GET', '/', { host: '[::1]:3000' }, { origin: 'http://[::1]:3000' })).toBe('pass')
  })
})

describe('the body of a request', () => {
  it.each([
    [{ 'content-length': '262144' }, 'pass'],
    [{ 'content-length': '262145' }, '413'],
    [{ 'transfer-encoding': 'chunked' }, '411'],
  ])('%o: %s', (headers, expected) => expect(ask('POST', '/api/runs', { ...sameOrigin, ...headers })).toBe(expected))
})

describe('a request that may change something', () => {
  it.each([
    ['from our own page', { 'sec-fetch-site': 'same-origin' }, 'pass'],
    ['from our own page, with Origin', sameOrigin, 'pass'],
    ['from a browser without Fetch Metadata', { origin: site.origin }, 'pass'],
    ["from the user's own navigation", { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, 'pass'],
    ['from nowhere, by script', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'cors' }, '403'],
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, '403'],
    ['from a sibling', { 'sec-fetch-site': 'same-site', origin: 'https://www.example.org' }, '403'],
    ['that contradicts itself', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, '403'],
    ['that claims our Origin across sites', { 'sec-fetch-site': 'cross-site', origin: site.origin }, '403'],
    ['with the Origin null', { origin: 'null' }, '403'],
    ['with our name on another scheme', { origin: 'http://learn.example.org' }, '403'],
    ['with our name as a prefix', { origin: 'https://learn.example.org.evil.example' }, '403'],
    ['that says nothing of where it is from', {}, '403'],
  ])('%s', (_, headers, expected) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(ask(method, '/api/runs', headers)).toBe(expected)
  })

  it('is never one that only reads', () => expect(ask('GET', '/api/runs', { 'sec-fetch-site': 'cross-site' })).toBe('pass'))
})

describe('headers by which a client poses', () => {
  it.each([
    'x-forwarded-for',
    'x-forwarded-anything',
    'forwarded',
    'x-real-ip',
    'x-middleware-subrequest',
    'x-invoke-path',
    'x-client-address',
    'content-security-policy',
  ])('are removed: %s', (name) => expect(isPosing(name)).toBe(true))
  it.each(['host', 'origin', 'cookie', 'rsc', 'next-action', 'next-router-state-tree', 'accept-encoding', 'if-none-match'])('stay: %s', (name) =>
    expect(isPosing(name)).toBe(false),
  )
})
