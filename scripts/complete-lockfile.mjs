// `npm run lockfile`, after every `npm install`: a registry that lacks some packages for other systems makes npm leave them
// out of package-lock.json, and then `npm ci` refuses it. Their entries are put back, so that the lockfile is whole.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const added = []

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isFound(path, name)) continue
    const place = `node_modules/${name}`
    lock.packages[place] = {
      version: plainVersion(version),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platformOf(name),
    }
    added.push(place)
  }
}

if (added.length > 0 && process.argv.includes('--check')) {
  console.error(`package-lock.json lacks ${added.length} entries; run: npm run lockfile`)
  process.exit(1)
}
if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
}
console.log(added.length === 0 ? 'package-lock.json was complete.' : `Added ${added.length} entries to package-lock.json:\n${added.join('\n')}`)

const dry = spawnSync('npm', ['ci', '--dry-run', '--no-audit', '--no-fund', '--loglevel=error'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
if (dry.status !== 0) {
  console.error(`npm ci would still refuse it:\n${dry.stderr}`)
  process.exit(1)
}
console.log('npm ci accepts it.')

/** Whether Node, and npm, would find the package from this place or from above. */
function isFound(path, name) {
  for (let place = path; ; place = place.includes('node_modules/') ? place.slice(0, Math.max(place.lastIndexOf('node_modules/') - 1, 0)) : '') {
    if (lock.packages[`${place}${place ? '/' : ''}node_modules/${name}`]) return true
    if (place === '') return false
  }
}

function plainVersion(range) {
  return range.replace(/^[\^~]/, '')
}

/** The system and processor that a package is for, by its name; none when the name does not tell. */
function platformOf(name) {
  const words = name.toLowerCase().split(/[-/@.]/)
  const systems = {
    linux: 'linux',
    darwin: 'darwin',
    win32: 'win32',
    windows: 'win32',
    win: 'win32',
    freebsd: 'freebsd',
    android: 'android',
    openharmony: 'openharmony',
  }
  const processors = {
    x64: 'x64',
    arm64: 'arm64',
    arm: 'arm',
    ia32: 'ia32',
    x86: 'ia32',
    ppc64: 'ppc64',
    riscv64: 'riscv64',
    s390x: 's390x',
    wasm32: 'wasm32',
  }
  const found = (table) => words.map((word) => table[word]).find(Boolean)
  const os = found(systems)
  const cpu = found(processors)
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}), ...(libc && os === 'linux' ? { libc: [libc] } : {}) }
}
