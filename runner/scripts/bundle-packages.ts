import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { sharePackages } from './share-packages.ts'

const runnerFolder = fileURLToPath(new URL('..', import.meta.url))

/**
 * Bundles one package with all it depends on into one file, so that a program that needs it starts faster, and lets
 * it be had both by `require` and by `import` as one and the same module. The names that `import` offers are those that Node finds in the original.
 */
export async function bundlePackage(name: string, packagesFolder: string): Promise<void> {
  const folder = join(packagesFolder, name)
  const { version, license, peerDependencies = {} } = readManifest(name)
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: [name],
    absWorkingDir: runnerFolder,
    outfile: join(folder, 'index.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    keepNames: true,
    legalComments: 'eof',
    logLevel: 'error',
    plugins: [sharePackages(folder)],
    // What a package expects beside itself is there as a package of its own: a store must be the session package's own kind of store.
    external: Object.keys(peerDependencies),
  })
  const original = (await import(name)) as Record<string, unknown>
  writeFileSync(join(folder, 'index.mjs'), importableFrom(original))
  const manifest = {
    name,
    version,
    license,
    main: './index.cjs',
    exports: { '.': { import: './index.mjs', default: './index.cjs' }, './package.json': './package.json' },
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
}

/** An ES module with the bundle's exports. What Node imports from CommonJS has the name `module.exports` and the whole as its default. */
function importableFrom(original: Record<string, unknown>): string {
  const isCommonJs = 'module.exports' in original
  const names = Object.keys(original).filter((name) => name !== 'default' && name !== 'module.exports')
  const lines = ["import bundle from './index.cjs'"]
  if (isCommonJs) lines.push('export default bundle')
  else if ('default' in original) lines.push('export default bundle.default')
  names.forEach((name, index) => {
    lines.push(`const export${index} = bundle[${JSON.stringify(name)}]`, `export { export${index} as ${JSON.stringify(name)} }`)
  })
  return `${lines.join('\n')}\n`
}

interface Manifest {
  name?: string
  version: string
  license: string
  peerDependencies?: Record<string, string>
}

/** The package's own `package.json`, found upwards from its entry: `exports` may hide it. */
function readManifest(name: string): Manifest {
  for (let folder = dirname(fileURLToPath(import.meta.resolve(name))); folder !== '/'; folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
      if (manifest.name === name) return manifest
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`found no package.json of ${name}`)
}
