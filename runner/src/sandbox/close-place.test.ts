import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRealSandbox } from '../test-sandbox.ts'
import type { Sandbox } from './sandbox.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await openRealSandbox()
}, 60_000)
afterAll(() => sandbox.close())

describe('a place that is closed', () => {
  it('ends what runs before what boots, however long that would take beside it', async () => {
    const place = await sandbox.open()
    await place.prepare({ programs: 1 })
    const program = place.start(
      { files: [{ path: 'a.cjs', content: 'for (;;);' }], entry: 'a.cjs', env: {}, stdin: '', clockStartsAtMs: null },
      () => undefined,
    )
    const order: string[] = []
    const boot = place.prepare({ programs: 3 }).then(
      () => order.push('booted'),
      () => order.push('boot given up'),
    )
    await Promise.all([place.close(), boot, program.ended.then(() => order.push('ended'))])
    expect(order).toEqual(['ended', 'boot given up'])
  })
})
