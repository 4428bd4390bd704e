/** The guards of the house, guarded: each rule is broken on purpose in a throw-away file, and Biome must refuse it. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const planted = 'planted-by-architecture-test'

/** Each violation: where the file lies, what it holds, the rule that must refuse it. */
const violations = [
  {
    name: 'a component imports a store',
    path: `components/${planted}/a.ts`,
    source: `import { find } from '#lib/playground/snapshot-store.ts'\nfind()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'a component imports the database',
    path: `components/${planted}/b.ts`,
    source: `import { db } from '#lib/db.ts'\ndb()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'a component imports the settings',
    path: `components/${planted}/c.ts`,
    source: `import { env } from '#lib/env.ts'\nenv()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'a component imports a page',
    path: `components/${planted}/d.ts`,
    source: `import { page } from '#app/page.tsx'\npage()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'lib imports a component',
    path: `lib/${planted}/a.ts`,
    source: `import { button } from '#components/ui/button.tsx'\nbutton()\n`,
    rule: 'noRestrictedImports',
  },
  { name: 'lib imports a page', path: `lib/${planted}/b.ts`, source: `import { page } from '#app/page.tsx'\npage()\n`, rule: 'noRestrictedImports' },
  {
    name: "a subject uses another subject's store",
    path: `lib/${planted}/c.ts`,
    source: `import { find } from '#lib/playground/snapshot-store.ts'\nfind()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'the site climbs into the runner',
    path: `lib/${planted}/d.ts`,
    source: `import { main } from '#runner/src/main.ts'\nmain()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'a page climbs into the runner by a relative path',
    path: `app/${planted}/a.ts`,
    source: `import { main } from '../../runner/src/main.ts'\nmain()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'a page climbs out of its folder',
    path: `app/${planted}/x/b.ts`,
    source: `import { a } from '../../../lib/a.ts'\na()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'course code is imported',
    path: `lib/${planted}/e.ts`,
    source: `import { a } from '#content/track/01-a/lab/solved/server.js'\na()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'the runner imports the site',
    path: `runner/src/${planted}/a.ts`,
    source: `import { a } from '#lib/a.ts'\na()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'the runner climbs into the site',
    path: `runner/src/${planted}/b.ts`,
    source: `import { a } from '../../../lib/a.ts'\na()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'the simulated browser imports the site',
    path: `browser/src/${planted}/a.ts`,
    source: `import { a } from '#lib/a.ts'\na()\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'the simulated browser imports the runner',
    path: `browser/src/${planted}/b.ts`,
    source: `import { CONTRACT_VERSION } from '@crumbtrail/runner/contract'\nexport const version = CONTRACT_VERSION\n`,
    rule: 'noRestrictedImports',
  },
  {
    name: 'the simulated browser looks at a clock',
    path: `browser/src/${planted}/c.ts`,
    source: `export const now = () => Date.now()\n`,
    rule: 'noRestrictedGlobals',
  },
  {
    name: 'the simulated browser imports a part of Node',
    path: `browser/src/${planted}/d.ts`,
    source: `import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n`,
    rule: 'noNodejsModules',
  },
  { name: 'process.env outside the settings', path: `lib/${planted}/f.ts`, source: `export const port = process.env.PORT\n`, rule: 'noProcessEnv' },
  {
    name: 'process.env in the runner outside its settings',
    path: `runner/src/${planted}/c.ts`,
    source: `export const port = process.env.PORT\n`,
    rule: 'noProcessEnv',
  },
  { name: 'a barrel', path: `lib/${planted}/g.ts`, source: `export * from './f.ts'\n`, rule: 'noBarrelFile' },
  { name: 'a default export', path: `lib/${planted}/h.ts`, source: `export default 1\n`, rule: 'noDefaultExport' },
  {
    name: 'an HTML string',
    path: `components/${planted}/e.tsx`,
    source: `export const A = () => <div dangerouslySetInnerHTML={{ __html: '' }} />\n`,
    rule: 'noDangerouslySetInnerHtml',
  },
  { name: 'an undeclared dependency', path: `lib/${planted}/i.ts`, source: `import _ from 'lodash'\n_()\n`, rule: 'noUndeclaredDependencies' },
  {
    name: 'a promise that nobody waits for',
    path: `lib/${planted}/j.ts`,
    source: `const later = async () => 1\nlater()\n`,
    rule: 'noFloatingPromises',
  },
  { name: 'a cycle', path: `lib/${planted}/k.ts`, source: `import { l } from './l.ts'\nexport const k = () => l()\n`, rule: 'noImportCycles' },
  {
    name: 'a file over 300 lines',
    path: `lib/${planted}/m.ts`,
    source: `export const a = [\n${'  1,\n'.repeat(305)}]\n`,
    rule: 'noExcessiveLinesPerFile',
  },
]
const others = [
  { path: `lib/${planted}/l.ts`, source: `import { k } from './k.ts'\nexport const l = (): unknown => k\n` },
  { path: `lib/${planted}/clean.ts`, source: `import { z } from 'zod'\n\nexport const CleanSchema = z.string()\n` },
  {
    path: `components/${planted}/clean.ts`,
    source: `import { CleanSchema } from '#lib/${planted}/clean.ts'\n\nexport const clean = CleanSchema.parse('a')\n`,
  },
]

const folders = [`components/${planted}`, `lib/${planted}`, `app/${planted}`, `browser/src/${planted}`, `runner/src/${planted}`]
const removePlanted = () => Promise.all(folders.map((folder) => rm(join(root, folder), { recursive: true, force: true })))

type Diagnostic = { category: string; location: { path: string | { file: string } } }

const lint = (): Promise<Diagnostic[]> =>
  new Promise((resolve, reject) => {
    const biome = join(root, 'node_modules/.bin/biome')
    execFile(
      biome,
      ['lint', '--reporter=json', '--max-diagnostics=none', ...folders],
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => {
        try {
          resolve(JSON.parse(stdout).diagnostics)
        } catch (cause) {
          reject(new Error(`biome printed no report: ${stderr.slice(0, 2000)}`, { cause }))
        }
      },
    )
  })

describe('the guards of the house', () => {
  let rulesByPath: Map<string, string[]>

  beforeAll(async () => {
    for (const { path, source } of [...violations, ...others]) {
      await mkdir(join(root, dirname(path)), { recursive: true })
      await writeFile(join(root, path), source)
    }
    rulesByPath = new Map()
    for (const { category, location } of await lint()) {
      const path = typeof location.path === 'string' ? location.path : location.path.file
      rulesByPath.set(path, [...(rulesByPath.get(path) ?? []), category.split('/').at(-1) ?? category])
    }
  }, 60_000)
  afterAll(removePlanted)

  it.each(violations)('refuse it when $name', ({ path, rule }) => {
    expect(rulesByPath.get(path) ?? []).toContain(rule)
  })

  it('let a clean file pass', () => {
    expect(rulesByPath.get(`lib/${planted}/clean.ts`) ?? []).toEqual([])
    expect(rulesByPath.get(`components/${planted}/clean.ts`) ?? []).toEqual([])
  })
})

describe('what Biome cannot see', () => {
  it('every store and every operation on rows begins with server-only', async () => {
    const stores: string[] = []
    for await (const path of glob('lib/**/*-store.ts', { cwd: root })) stores.push(path)
    expect(stores.length).toBeGreaterThan(0)
    for (const path of [...stores, 'lib/db.ts', 'lib/env.ts']) {
      const source = await readFile(join(root, path), 'utf8')
      expect(source.replace(/\/\*[\s\S]*?\*\//g, '').trimStart(), path).toMatch(/^import 'server-only'/)
    }
  })

  it('the runner shows the site its contract and nothing else', async () => {
    const manifest = JSON.parse(await readFile(join(root, 'runner/package.json'), 'utf8'))
    expect(Object.keys(manifest.exports)).toEqual(['./contract'])
  })

  it('the simulated browser depends on the public suffix list alone', async () => {
    const manifest = JSON.parse(await readFile(join(root, 'browser/package.json'), 'utf8'))
    expect(Object.keys(manifest.dependencies)).toEqual(['tldts'])
  })

  it("README's tree names folders that are there", async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    const tree = /```tree\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
    const names = [...tree.matchAll(/^(\S+?)\/?\s{2,}/gm)].map((match) => match[1] as string)
    expect(names.length).toBeGreaterThan(8)
    for (const name of names) expect(existsSync(join(root, name)), name).toBe(true)
  })
})
