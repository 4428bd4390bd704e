import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runProgram } from './run-program.mjs'
import { say, stop } from './say.mjs'

/** By any of its programs a package is known to be there. */
const PACKAGES = {
  bubblewrap: { programs: ['bwrap'], without: "learners' programs cannot be run here; everything else works" },
  chromium: { programs: ['chromium'], without: 'journeys through a real browser cannot be checked here' },
  // Redis's own program without the server that the package redis-server would start on this machine.
  'redis-tools': { programs: ['redis-server', 'redis-check-rdb'], without: 'labs with Redis cannot be run here; everything else works' },
}

/** Installs the Debian packages that are missing where it may (root, with apt-get). Without those of `must` it stops. */
export async function debianPackages({ must, wants }) {
  const missing = [...must, ...wants].filter((name) => !isPresent(name))
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && isProgram('apt-get')) {
    say(`Installing ${missing.join(' and ')} (apt-get) …`)
    await apt(['update'])
    await apt(['install', '--yes', '--no-install-recommends', ...missing])
  }
  for (const name of missing.filter((item) => !isPresent(item))) {
    const message = `${name} is missing: ${PACKAGES[name].without}. To install it: sudo apt-get install ${name}`
    if (must.includes(name)) stop(message)
    say(message)
  }
}

function isPresent(name) {
  if (name === 'chromium' && process.env.CHROMIUM_PATH) return isExecutable(process.env.CHROMIUM_PATH)
  return PACKAGES[name].programs.some(isProgram)
}

function isProgram(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, program)))
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function apt(args) {
  const { code, output } = await runProgram(`apt-get ${args[0]}`, 'apt-get', ['--quiet=2', ...args], { DEBIAN_FRONTEND: 'noninteractive' })
  if (code !== 0) say(`apt-get ${args[0]} failed: ${output.split('\n').at(-1)}`)
}
