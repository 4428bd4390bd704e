import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'esbuild'

/** Smaller data is not worth a file of its own. */
const DATA_BYTES_MIN = 4 * 1024

/**
 * Lets a bundle hold a package once that lies in several folders in the same version, as it would if they had been installed as one,
 * and leaves large data beside it in files that are read when they are needed. Express starts with half the work.
 */
export function sharePackages(bundleFolder: string): Plugin {
  return {
    name: 'share-packages',
    setup: (build) => {
      const firstOf = new Map<string, string>()
      build.onResolve({ filter: /./ }, async ({ path, pluginData, ...how }) => {
        if (pluginData === 'resolving') return undefined
        const found = await build.resolve(path, { ...how, pluginData: 'resolving' })
        const parts = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\/(.*)$/.exec(found.path)
        // What is not there is esbuild's to judge: a package may ask for one that it can do without.
        if (found.errors.length > 0) return undefined
        if (found.external || !parts) return found
        const [, folder, name, inside] = parts
        const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string }
        const key = `${name}@${version}/${inside}`
        const first = firstOf.get(key) ?? found.path
        firstOf.set(key, first)
        return first.endsWith('.json')
          ? (leaveBeside(bundleFolder, first, `${name}-${version}`) ?? { ...found, path: first })
          : { ...found, path: first }
      })
    },
  }
}

function leaveBeside(bundleFolder: string, path: string, owner: string): { path: string; external: true } | null {
  const text = readFileSync(path, 'utf8')
  if (text.length < DATA_BYTES_MIN) return null
  const file = `data/${owner.replaceAll('/', '-')}-${basename(path)}`
  mkdirSync(join(bundleFolder, 'data'), { recursive: true })
  writeFileSync(join(bundleFolder, file), JSON.stringify(JSON.parse(text)))
  return { path: `./${file}`, external: true }
}
