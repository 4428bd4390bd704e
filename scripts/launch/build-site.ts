import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeEditorTypes } from './editor-types.ts'
import { say, secondsSince } from './progress.ts'
import { runStep } from './run-step.ts'
import { buildFolder } from './settings.ts'

/** What a build is made of. Tests and notes are not part of it. */
const INPUTS = [
  'app',
  'browser',
  'components',
  'content',
  'lib',
  'public',
  'instrumentation.ts',
  'prisma/schema.prisma',
  'runner/src/contract.ts',
  'package.json',
  'package-lock.json',
  'next.config.ts',
  'scripts/launch/without-side-imports.cjs',
  'postcss.config.mjs',
  'tsconfig.json',
]
const IGNORED = /(\.test\.tsx?|README\.md)$/
const STAMP = 'crumbtrail-build'

/** Builds the site unless the build that is there was made of the same inputs. */
export async function buildSite(siteUrl: string): Promise<void> {
  writeEditorTypes()
  const stamp = join(buildFolder(), STAMP)
  const wanted = hashOfInputs(siteUrl)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    say('The site is built already.')
    return
  }
  const began = Date.now()
  const env = { ...process.env, NODE_ENV: 'production' as const, SITE_URL: siteUrl, NEXT_DIST_DIR: buildFolder(), NEXT_TELEMETRY_DISABLED: '1' }
  if (existsSync('scripts/content-check.ts')) {
    say('Checking the content …')
    await runStep('checking the content', ['--conditions=react-server', 'scripts/content-check.ts', '--static', '--any-day'], env)
  }
  say('Building the site …')
  rmSync(stamp, { force: true })
  await runStep('building the site', ['node_modules/next/dist/bin/next', 'build'], env)
  writeFileSync(stamp, wanted)
  say(`The site is built (${secondsSince(began)}).`)
}

function hashOfInputs(siteUrl: string): string {
  const hash = createHash('sha256').update(JSON.stringify([siteUrl, process.version]))
  for (const input of INPUTS) if (existsSync(input)) addTo(hash, input)
  return hash.digest('hex')
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (IGNORED.test(path)) return
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name))
  } else {
    const bytes = readFileSync(path)
    hash.update(`\0${path}\0${bytes.length}\0`).update(bytes)
  }
}
