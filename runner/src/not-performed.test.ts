import { describe, expect, it } from 'vitest'
import { type JobInput, JobSchema } from './contract.ts'
import { findNotPerformed } from './not-performed.ts'

const lab: JobInput = {
  version: 1,
  kind: 'lab',
  caller: 'a',
  files: [{ path: 's.js', content: '' }],
  sites: [{ host: 'shop.test', entry: 's.js', port: 3000 }],
}
const request = { id: 'r', type: 'request', method: 'GET', url: 'http://shop.test/' } as const

describe('what is not performed', () => {
  it('is nothing of a script, and of a lab of raw requests, restarts, waits, services and checks', () => {
    expect(findNotPerformed(JobSchema.parse({ version: 1, kind: 'script', caller: 'a', files: lab.files }))).toBeNull()
    expect(
      findNotPerformed(
        JobSchema.parse({
          ...lab,
          steps: [
            request,
            { id: 'again', type: 'restart-server' },
            { id: 'later', type: 'wait', seconds: 60 },
            { id: 'off', type: 'stop-service', service: 'redis' },
          ],
          services: ['redis'],
          clockStart: '2026-01-01T00:00:00Z',
          checks: 'export const checks = []',
        }),
      ),
    ).toBeNull()
    const api = { host: 'api.test', entry: 's.js', port: 3001 }
    expect(findNotPerformed(JobSchema.parse({ ...lab, sites: [...(lab.sites ?? []), api] }))).toBeNull()
  })

  it.each<[string, Partial<JobInput>]>([
    ['browsers.0', { browsers: [{ name: 'alice' }] }],
    ['steps.1.type', { steps: [request, { id: 'v', type: 'visit', url: 'http://shop.test/' }] }],
    ['steps.0.type', { steps: [{ id: 'w', type: 'restart-browser' }] }],
  ])('is told by its field: %s', (field, given) => {
    expect(findNotPerformed(JobSchema.parse({ ...lab, ...given }))?.field).toBe(field)
  })
})
