import { describe, expect, it } from 'vitest'
import { JobSchema, type RunEvent } from '../contract.ts'
import type { Place, ServiceProcess } from '../sandbox/sandbox.ts'
import { createRunServices } from './run-services.ts'

const job = JobSchema.parse({
  ...{ version: 1, kind: 'lab', caller: 'test', services: ['redis'], files: [{ path: 'a.js', content: '' }] },
  sites: [{ host: 'a.test', entry: 'a.js', port: 3000 }],
})

describe('a service', () => {
  it('that ends while it starts is told as failed when nothing is asked of it any more, for the agent takes one order at a time', async () => {
    const told: string[] = []
    const { promise: answered, resolve: answer } = Promise.withResolvers<{ bytes: Buffer; failure: 'not-listening' }>()
    const ended = Promise.resolve({ exitCode: 1, signal: null })
    const process: ServiceProcess = { ended, offer: () => true, end: async () => void told.push('ended') }
    const place = { agent: { ask: () => answered }, listeningPorts: () => [], startService: async () => process } as unknown as Place
    const tell = (event: RunEvent): void => void told.push(event.type === 'service' ? event.phase : event.type)
    const starting = createRunServices(job, place, () => 0, tell).start(['redis'])
    await new Promise((resolve) => setImmediate(resolve))
    expect(told).toEqual(['ended'])
    answer({ bytes: Buffer.alloc(0), failure: 'not-listening' })
    expect(await starting).toEqual(['redis'])
    expect(told).toEqual(['ended', 'failed'])
  })
})
