import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type KeptComments, shortDeclaration } from './declaration-text.ts'
import { say } from './progress.ts'
import { redisDeclaration } from './redis-declaration.ts'

/** What learners' programs have: Node, and the packages of the sandbox. The declarations that these refer to are found from here. */
const ROOTS = [
  '@types/node',
  '@types/express',
  '@types/cookie-parser',
  '@types/express-session',
  'cookie',
  '@types/cookie-signature',
  '@types/jsonwebtoken',
  'jose',
  'connect-redis',
]
/** Too large to be sent as it is: what is sent is a declaration of our own, with the names that stand in its list of commands. */
const REDIS = { name: 'redis', commands: '@redis/client/dist/lib/commands/index.d.ts' }
/** Where a package is looked for, as Node does for the sandbox's own. */
const FOLDERS = ['runner/node_modules', 'node_modules']
/** The parts of Node that a lesson's program works with keep the words that explain them; the others keep their types alone. */
const EXPLAINED =
  /^((assert|buffer|console|crypto|events|globals|http|path|process|querystring|timers|url|util|(fs|timers)\/promises)\.d|web-globals\/)/

/** Beside the code that asks the bundler for its address. */
const OUTPUT = 'components/playground/generated/editor-types.json'
const STAMP = `${OUTPUT}.stamp`

type TypedPackage = { name: string; version: string; folder: string; declarations: string }

/** `files`: declarations by their path in a `node_modules` folder. `notices`: the licence of each package that they come from. */
export type EditorTypes = { notices: Record<string, string>; files: Record<string, string> }

/** Writes what the editor knows of Node and the packages into one file, unless it is there already, of the same versions. */
export function writeEditorTypes(): void {
  const packages = listPackages()
  const wanted = stampOf(packages)
  if (existsSync(STAMP) && existsSync(OUTPUT) && readFileSync(STAMP, 'utf8') === wanted) return
  mkdirSync(dirname(OUTPUT), { recursive: true })
  writeFileSync(OUTPUT, JSON.stringify(collectEditorTypes(packages)))
  writeFileSync(STAMP, wanted)
  say("The editor's types are collected.")
}

/** The declarations of Node and of the sandbox's packages, with all that they refer to, shortened. */
export function collectEditorTypes(packages: readonly TypedPackage[] = listPackages()): EditorTypes {
  const types: EditorTypes = { notices: {}, files: {} }
  for (const { name, version, folder, declarations } of packages) {
    types.notices[`${name} ${version}`] = licenceIn(folder)
    for (const path of listDeclarations(declarations)) {
      const inside = relative(declarations, path)
      // Directly in the package's folder, where they are found without its package.json.
      types.files[`${name}/${inside}`] = shortDeclaration(readFileSync(path, 'utf8'), keptOf(name, inside))
    }
  }
  const { folder } = folderOf(REDIS.name)
  types.files[`${REDIS.name}/index.d.ts`] = shortDeclaration(redisDeclaration(readFileSync(join(dirname(folder), REDIS.commands), 'utf8')), 'nothing')
  return types
}

function keptOf(name: string, path: string): KeptComments {
  if (name === 'undici-types') return 'nothing'
  if (name !== '@types/node') return 'documentation'
  return EXPLAINED.test(path) ? 'summaries' : 'nothing'
}

/** The packages in the order in which they are met. */
function listPackages(): TypedPackage[] {
  const found = new Map<string, TypedPackage>()
  const visit = (name: string) => {
    if (found.has(name)) return
    const { folder, manifest, version } = folderOf(name)
    const entry = join(folder, manifest.types ?? manifest.typings ?? besideModule(manifest.exports))
    if (!entry.endsWith('.d.ts') || !existsSync(entry)) throw new Error(`The editor's types need the declarations of ${name}, which has none.`)
    found.set(name, { name, version, folder, declarations: dirname(entry) })
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency)
  }
  ROOTS.forEach(visit)
  return [...found.values()]
}

function folderOf(name: string) {
  const folder = FOLDERS.map((parent) => join(parent, name)).find((candidate) => existsSync(join(candidate, 'package.json')))
  if (!folder) throw new Error(`The editor's types need the package ${name}, which is not installed.`)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return { folder, manifest, version: String(manifest.version) }
}

/** A package that names its one module and no declarations has them beside it. */
function besideModule(exports: unknown): string {
  return typeof exports === 'string' ? exports.replace(/\.js$/, '.d.ts') : ''
}

/** Every declaration file in a folder and below, without those for older compilers (`ts5.6/…`). */
function listDeclarations(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === 'node_modules' || /^ts\d/.test(entry.name) ? [] : listDeclarations(path)
      return entry.name.endsWith('.d.ts') ? [path] : []
    })
}

function licenceIn(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
  if (!file) throw new Error(`${folder} has no licence to pass on with its declarations.`)
  return readFileSync(join(folder, file), 'utf8').trim()
}

/** Changes with the packages and with what is made of them. */
function stampOf(packages: readonly TypedPackage[]): string {
  const hash = createHash('sha256').update(packages.map(({ name, version }) => `${name}@${version}`).join(' '))
  hash.update(folderOf(REDIS.name).version)
  for (const file of ['editor-types.ts', 'declaration-text.ts', 'redis-declaration.ts']) hash.update(readFileSync(join(import.meta.dirname, file)))
  return hash.digest('hex')
}
