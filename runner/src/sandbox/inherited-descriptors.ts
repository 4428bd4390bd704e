import { closeSync, readdirSync, readFileSync } from 'node:fs'

/** O_CLOEXEC as `/proc/…/fdinfo` writes flags, in octal. */
const CLOSE_ON_EXEC = 0o2000000

/**
 * Closes descriptors that this process was born with and would hand on: bubblewrap passes every such one into the
 * sandbox. Node marks its own, and low ones, as closed on exec, but stops at the first gap above 15. stdin, stdout and stderr stay.
 */
export function closeInheritedDescriptors(): number[] {
  const closed: number[] = []
  for (const descriptor of readdirSync('/proc/self/fd').map(Number)) {
    if (descriptor <= 2 || isClosedOnExec(descriptor)) continue
    closeSync(descriptor)
    closed.push(descriptor)
  }
  return closed
}

/** Also true for one that is gone by now, such as that of the listing itself. */
function isClosedOnExec(descriptor: number): boolean {
  try {
    const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1]
    return (Number.parseInt(flags ?? '', 8) & CLOSE_ON_EXEC) !== 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    throw error
  }
}
