import { describe, expect, it } from 'vitest'
import { routeTable } from './route-table.ts'

const kindOf = routeTable({
  appPaths: {
    '/(learn)/learn/page': '/learn',
    '/learn/[track]/page': '/learn/[track]',
    '/learn/feed/route': '/learn/feed',
    '/api/runs/route': '/api/runs',
  },
  routes: {
    staticRoutes: [
      { page: '/learn', regex: '^/learn(?:/)?$' },
      { page: '/learn/feed', regex: '^/learn/feed(?:/)?$' },
      { page: '/api/runs', regex: '^/api/runs(?:/)?$' },
    ],
    dynamicRoutes: [{ page: '/learn/[track]', regex: '^/learn/([^/]+?)(?:/)?$' }],
  },
})

describe('the kind of a path', () => {
  it.each([
    ['/learn', 'page'],
    ['/learn/', 'page'],
    ['/learn/cookies', 'page'],
    ['/learn/feed', 'handler'],
    ['/api/runs', 'handler'],
    ['/api/runs/x', 'unknown'],
    ['/_next/static/x.js', 'unknown'],
  ])('%s is a %s', (path, kind) => expect(kindOf(path)).toBe(kind))
})
