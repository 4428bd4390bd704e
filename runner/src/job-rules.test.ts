import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JOB_BOUNDS, JobSchema } from './contract.ts'

const file = { path: 'server.js', content: '' }
const site = { host: 'shop.test', entry: 'server.js', port: 3000 }
const request = { id: 'first', type: 'request', method: 'GET', url: 'http://shop.test/' }
const script = { version: 1, kind: 'script', files: [file], caller: 'test' }
const lab = { version: 1, kind: 'lab', files: [file], sites: [site], steps: [request], caller: 'test' }

/** Dotted paths of what the schema refuses; empty when it takes the job. */
/** Lists within lists. */
const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
const faultPaths = (job: unknown) => JobSchema.safeParse(job).error?.issues.map((issue) => issue.path.join('.')) ?? []

describe('a job', () => {
  it.each([
    ['a script of one file', script],
    ['a script with its entry named', { ...script, files: [file, { path: 'lib/a.js', content: '' }], entry: 'server.js' }],
    ['a lab with one site', lab],
    ['cookies of an earlier step', { ...lab, steps: [request, { ...request, id: 'second', cookiesFrom: 'first' }] }],
    ["a site on Redis's port where no Redis is asked for", { ...lab, sites: [{ ...site, port: 6379 }] }],
    ['a service with its steps', { ...lab, services: ['redis'], listsKeys: true, steps: [{ id: 's', type: 'stop-service', service: 'redis' }] }],
    [
      'every kind of step',
      {
        ...lab,
        browsers: [{ name: 'alice' }],
        steps: [
          request,
          { id: 'w', type: 'wait', seconds: 60 },
          { id: 'v', type: 'visit', url: 'https://shop.test/a?b=c' },
          { id: 'e', type: 'embed', as: 'iframe', url: '/frame' },
          { id: 'r', type: 'read-cookies', in: 'e' },
          { id: 'f', type: 'fetch', method: 'PUT', url: '/api', json: { a: [1] } },
          { id: 'o', type: 'submit', method: 'POST', url: 'https://nowhere.test/', form: { a: 'b' } },
          { id: 'n', type: 'restart-browser' },
        ],
      },
    ],
    [
      'several browsers, each named',
      {
        ...lab,
        browsers: [{ name: 'alice' }, { name: 'mallory', profile: 'safari' }],
        steps: [
          { id: 'v', type: 'visit', url: 'http://shop.test/', browser: 'alice' },
          { id: 't', type: 'steal-cookie', name: 'sid', from: 'alice', browser: 'mallory' },
        ],
      },
    ],
  ])('is taken: %s', (_name, job) => {
    expect(faultPaths(job)).toEqual([])
  })

  const visit = { id: 'v', type: 'visit', url: 'http://shop.test/' }
  const pair = [{ name: 'alice' }, { name: 'mallory' }]
  const frame = { id: 'e', type: 'embed', as: 'iframe', url: '/a', browser: 'alice' }
  it.each([
    ['a script with browsers', { ...script, browsers: pair }, 'browsers'],
    ['a browser twice', { ...lab, browsers: [...pair, { name: 'alice' }] }, 'browsers.2.name'],
    ['a name that is none', { ...lab, browsers: [{ name: 'Alice' }] }, 'browsers.0.name'],
    ['five browsers', { ...lab, browsers: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })) }, 'browsers'],
    ['a profile that is none', { ...lab, browsers: [{ name: 'alice', profile: 'lynx' }] }, 'browsers.0.profile'],
    ['a visit without a browser', { ...lab, steps: [visit] }, 'steps.0.browser'],
    ['a visit by one of several', { ...lab, browsers: pair, steps: [visit] }, 'steps.0.browser'],
    ['a browser that is not there', { ...lab, browsers: pair, steps: [{ ...visit, browser: 'bob' }] }, 'steps.0.browser'],
    ['a path in the address bar', { ...lab, browsers: [{ name: 'alice' }], steps: [{ ...visit, url: '/a' }] }, 'steps.0.url'],
    ['another scheme', { ...lab, browsers: [{ name: 'alice' }], steps: [{ ...visit, url: 'ftp://shop.test/' }] }, 'steps.0.url'],
    ['a host without a scheme', { ...lab, browsers: [{ name: 'alice' }], steps: [{ ...visit, url: '//shop.test/', from: 'page' }] }, 'steps.0.url'],
    ['a frame that nobody embedded', { ...lab, browsers: pair, steps: [{ ...visit, in: 'e', browser: 'alice' }] }, 'steps.0.in'],
    ["another browser's frame", { ...lab, browsers: pair, steps: [frame, { ...visit, in: 'e', browser: 'mallory' }] }, 'steps.1.in'],
    [
      'an image as a frame',
      {
        ...lab,
        browsers: pair,
        steps: [
          { ...frame, as: 'image' },
          { ...visit, in: 'e', browser: 'alice' },
        ],
      },
      'steps.1.in',
    ],
    [
      'theft from oneself',
      { ...lab, browsers: pair, steps: [{ id: 't', type: 'steal-cookie', name: 'a', from: 'alice', browser: 'alice' }] },
      'steps.0.from',
    ],
    [
      'theft from nobody',
      { ...lab, browsers: pair, steps: [{ id: 't', type: 'steal-cookie', name: 'a', from: 'bob', browser: 'alice' }] },
      'steps.0.from',
    ],
    [
      'two bodies',
      { ...lab, browsers: [{ name: 'alice' }], steps: [{ id: 's', type: 'submit', method: 'POST', url: '/', form: {}, json: {} }] },
      'steps.0.json',
    ],
    [
      'JSON without end',
      { ...lab, browsers: [{ name: 'alice' }], steps: [{ id: 's', type: 'fetch', method: 'POST', url: '/', json: 'x'.repeat(20_000) }] },
      'steps.0.json',
    ],
    [
      'JSON within JSON without end',
      { ...lab, browsers: [{ name: 'alice' }], steps: [{ id: 's', type: 'fetch', method: 'POST', url: '/', json: nested(400_000) }] },
      'steps.0.json',
    ],
    ['no file', { ...script, files: [] }, 'files'],
    ['a file twice', { ...script, files: [file, file], entry: 'server.js' }, 'files.1.path'],
    [
      'a file that is also a folder',
      {
        ...script,
        files: [
          { path: 'a', content: '' },
          { path: 'a/b', content: '' },
        ],
        entry: 'a',
      },
      'files.0.path',
    ],
    ['a path that climbs', { ...script, files: [{ path: '../a.js', content: '' }] }, 'files.0.path'],
    ['an absolute path', { ...script, files: [{ path: '/etc/passwd', content: '' }] }, 'files.0.path'],
    ['node_modules', { ...script, files: [{ path: 'node_modules/express/index.js', content: '' }] }, 'files.0.path'],
    ['a path with NUL', { ...script, files: [{ path: 'a\0.js', content: '' }] }, 'files.0.path'],
    ['too much source', { ...script, files: [{ path: 'a.js', content: 'é'.repeat(JOB_BOUNDS.sourceBytesMax / 2 + 1) }] }, 'files'],
    ['several files and no entry', { ...script, files: [file, { path: 'b.js', content: '' }] }, 'entry'],
    ['an entry that is not there', { ...script, entry: 'b.js' }, 'entry'],
    ['a script with a site', { ...script, sites: [site] }, 'sites'],
    ['a script with steps', { ...script, steps: [request] }, 'steps'],
    ['a lab without a site', { ...lab, sites: [], steps: [] }, 'sites'],
    ['a lab with an entry', { ...lab, entry: 'server.js' }, 'entry'],
    ['a lab with stdin', { ...lab, stdin: '' }, 'stdin'],
    ["a site's entry that is not there", { ...lab, sites: [{ ...site, entry: 'b.js' }] }, 'sites.0.entry'],
    ['two sites on one port', { ...lab, sites: [site, { ...site, host: 'evil.test' }] }, 'sites.1.port'],
    ['a host twice', { ...lab, sites: [site, { ...site, port: 3001 }] }, 'sites.1.host'],
    ['a host of the real internet', { ...lab, sites: [{ ...site, host: 'example.com' }], steps: [] }, 'sites.0.host'],
    ['a port below 1024', { ...lab, sites: [{ ...site, port: 80 }] }, 'sites.0.port'],
    ['a step for no site', { ...lab, steps: [{ ...request, url: 'http://evil.test/' }] }, 'steps.0.url'],
    ['a fragment, which never travels', { ...lab, steps: [{ ...request, url: 'http://shop.test/#a' }] }, 'steps.0.url'],
    ['userinfo in place of a site', { ...lab, steps: [{ ...request, url: 'http://shop.test@evil.test/' }] }, 'steps.0.url'],
    ['a port that is none', { ...lab, steps: [{ ...request, url: 'http://shop.test:abc/' }] }, 'steps.0.url'],
    ['two ports', { ...lab, steps: [{ ...request, url: 'http://shop.test:80:90/' }] }, 'steps.0.url'],
    ['a colon without a port', { ...lab, steps: [{ ...request, url: 'http://shop.test:/' }] }, 'steps.0.url'],
    ['a step twice', { ...lab, steps: [request, request] }, 'steps.1.id'],
    ['cookies of a later step', { ...lab, steps: [{ ...request, cookiesFrom: 'later' }] }, 'steps.0.cookiesFrom'],
    ['a header that breaks the line', { ...lab, steps: [{ ...request, headers: [['x', 'a\r\nb: c']] }] }, 'steps.0.headers.0.1'],
    ["a site on a service's port", { ...lab, services: ['redis'], sites: [{ ...site, port: 6379 }] }, 'sites.0.port'],
    ['a step with a service that is not asked for', { ...lab, steps: [{ id: 's', type: 'stop-service', service: 'redis' }] }, 'steps.0.service'],
    ['a service that is none', { ...lab, services: ['mysql'] }, 'services.0'],
    ['keys of no service', { ...lab, listsKeys: true }, 'listsKeys'],
    ['stdin that is longer in bytes than in characters', { ...script, stdin: 'é'.repeat(JOB_BOUNDS.stdinBytesMax / 2 + 1) }, 'stdin'],
    [
      'a body over its bytes',
      { ...lab, steps: [{ ...request, method: 'POST', body: 'é'.repeat(JOB_BOUNDS.requestBodyBytesMax / 2 + 1) }] },
      'steps.0.body',
    ],
    ['a clock that starts at a fraction without end', { ...script, clockStart: `2030-01-01T00:00:00.${'1'.repeat(40)}Z` }, 'clockStart'],
    ['an unknown field', { ...script, image: 'x' }, ''],
    ['an unknown version', { ...script, version: 2 }, 'version'],
  ])('is refused with its field named: %s', (_name, job, path) => {
    expect(faultPaths(job)).toContain(path)
  })

  it('is judged without throwing, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof JobSchema.safeParse(value).success === 'boolean'))
    fc.assert(
      fc.property(
        fc.record({ ...Object.fromEntries(Object.keys(lab).map((key) => [key, fc.jsonValue()])) }),
        (value) => typeof JobSchema.safeParse({ ...lab, ...value }).success === 'boolean',
      ),
    )
  })
})
