import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inspectTestMachine, testFolder } from '../test-sandbox.ts'
import { createBubblewrapSandbox } from './bubblewrap-sandbox.ts'

it('a place that is closed ends what runs at once, however long what boots in it takes', { timeout: 60_000 }, async () => {
  const parts = await inspectTestMachine()
  const { folder, remove } = testFolder()
  const [bwrap, slow] = [join(folder, 'bwrap'), join(folder, 'slow')]
  writeFileSync(bwrap, `#!/bin/sh\n[ -e ${slow} ] && sleep 3\nexec ${parts.bwrap} "$@"\n`, { mode: 0o755 })
  chmodSync(folder, 0o755)
  const sandbox = createBubblewrapSandbox({ ...parts, bwrap })
  try {
    const place = await sandbox.open()
    await place.prepare({ programs: 1 })
    const spec = { files: [{ path: 'a.cjs', content: 'for (;;);' }], entry: 'a.cjs', env: {}, stdin: '', clockStartsAtMs: null }
    const program = place.start(spec, () => undefined)
    writeFileSync(slow, '')
    const order: string[] = []
    const boot = place.prepare({ programs: 3 }).then(
      () => order.push('booted'),
      () => order.push('boot given up'),
    )
    await Promise.all([place.close(), boot, program.ended.then(() => order.push('ended'))])
    expect(order).toEqual(['ended', 'boot given up'])
  } finally {
    sandbox.close()
    remove()
  }
})
