import { expect, it } from 'vitest'
import * as route from './route.ts'

it('an address that the interface does not have is answered in its form, by every method', async () => {
  expect(Object.keys(route).sort()).toEqual(['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT'])
  for (const answer of Object.values(route)) {
    const response = answer()
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ error: { code: 'not-found', message: expect.stringMatching(/\w/), field: 'path' } })
  }
})
