import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { runProgram } from './run-program.mjs'
import { say, stop } from './say.mjs'

const STAMP = 'node_modules/.crumbtrail-install'
/** What npm writes last, when everything is in place. */
const INSTALLED = 'node_modules/.package-lock.json'

/** Brings node_modules to what package-lock.json says, unless it is there already. */
export async function installPackages() {
  const lockText = readFileSync('package-lock.json')
  const wanted = `${createHash('sha256').update(lockText).digest('hex')} ${process.platform} ${process.arch}`
  if (readText(STAMP) === wanted && readText(INSTALLED)) return
  if (isInstalled(JSON.parse(lockText.toString('utf8')))) {
    writeFileSync(STAMP, wanted)
    return
  }
  say('Installing packages; the first time this takes a minute or two …')
  const { code, output, seconds } = await runProgram('installing packages', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    stop(
      `npm ci failed:\n${output.split('\n').slice(-25).join('\n')}\nCheck that this machine reaches its package registry, then run the same command again.`,
    )
  }
  writeFileSync(STAMP, wanted)
  say(`Packages are installed (${seconds} s).`)
}

/** Whether every package of the lockfile that belongs on this machine is installed in its version. */
function isInstalled(lock) {
  const text = readText(INSTALLED)
  if (!text) return false
  const installed = JSON.parse(text).packages
  return Object.entries(lock.packages).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true
    if (entry.link) return installed[path]?.link === true
    if (!installed[path]) return entry.optional === true && !(entry.os && belongsHere(entry))
    return installed[path].version === entry.version
  })
}

function belongsHere(entry) {
  const fits = (allowed, own) => {
    const list = [allowed ?? []].flat()
    return list.length === 0 || (list.some((item) => item.startsWith('!')) ? !list.includes(`!${own}`) : list.includes(own))
  }
  const libc = process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
  return fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && (process.platform !== 'linux' || fits(entry.libc, libc))
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return ''
    throw error
  }
}
