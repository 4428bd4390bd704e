import { openRealSandbox, runForTest, script, testFolder, testRootFolder } from '../src/test-sandbox.ts'
import { plantBait } from './bait.ts'
import { lookAtHost } from './host-state.ts'
import { heldBytes } from './memory-state.ts'
import type { Field } from './perform-attack.ts'

/** A real sandbox with bait around it, and how the host was before the first attack. */
export interface Battlefield extends Field {
  close(): void
}

/** Opens the sandbox and plants the bait. Throws with what is missing where there is no sandbox. */
export async function openBattlefield(): Promise<Battlefield> {
  const sandbox = await openRealSandbox()
  const { folder, remove } = testFolder()
  const bait = await plantBait(folder)
  // What is set up once, by the first run, is no trace of an attack.
  await runForTest(sandbox, script('1'))
  const rootFolder = testRootFolder()
  return {
    sandbox,
    rootFolder,
    bait,
    before: lookAtHost(rootFolder),
    heldBefore: heldBytes(),
    close: () => {
      bait.remove()
      remove()
      sandbox.close()
    },
  }
}
