import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FOLDER_PREFIX = 'crumbtrail-runner-'

/**
 * A new folder of this process, open to all: the sandbox's user must reach it, and in the self-test only the sandbox may stand
 * between a program and it. What a runner left that was killed is removed first.
 */
export function createWorkFolder(parent = tmpdir()): string {
  removeAbandoned(parent)
  const folder = mkdtempSync(join(parent, `${FOLDER_PREFIX}${process.pid}-`))
  chmodSync(folder, 0o755)
  return folder
}

/** What belongs to another user is theirs to remove. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(FOLDER_PREFIX) || existsSync(`/proc/${Number.parseInt(name.slice(FOLDER_PREFIX.length), 10)}`)) continue
    try {
      rmSync(join(parent, name), { recursive: true, force: true })
    } catch (error) {
      if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
}
