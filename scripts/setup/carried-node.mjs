import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { stop } from './say.mjs'

const MAJOR_MIN = 22
const MINOR_MIN = 18

/** The Node that runs the project: the one it carries, else this one if it is new enough, else a message and the end. */
export function findNode() {
  const carried = join(process.cwd(), 'node_modules', '.bin', 'node')
  const tried = spawnSync(carried, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  if (tried.status === 0 && isNewEnough(tried.stdout.trim())) return carried
  if (isNewEnough(process.versions.node)) return process.execPath
  stop(
    `This machine (${process.platform} ${process.arch}) cannot run the Node that the project carries, and its own is ${process.versions.node}.\n` +
      `Install Node ${MAJOR_MIN}.${MINOR_MIN} or newer and try again.`,
  )
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > MAJOR_MIN || (major === MAJOR_MIN && minor >= MINOR_MIN)
}
