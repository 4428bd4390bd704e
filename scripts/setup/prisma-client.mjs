import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { say, stop } from './say.mjs'

const OUTPUT = 'prisma/generated'
const STAMP = `${OUTPUT}/.schema`

/** Writes the Prisma client when the schema or Prisma itself has changed, or the client is not there. */
export function generatePrismaClient(node) {
  const version = JSON.parse(readFileSync('node_modules/prisma/package.json', 'utf8')).version
  const wanted = createHash('sha256').update(version).update(readFileSync('prisma/schema.prisma')).digest('hex')
  if (existsSync(STAMP) && existsSync(`${OUTPUT}/client.ts`) && readFileSync(STAMP, 'utf8') === wanted) return
  const result = spawnSync(node, ['node_modules/prisma/build/index.js', 'generate'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    // Generating needs no native engine, yet Prisma looks for one and would download it: any executable satisfies it.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  })
  if (result.status !== 0) stop(`The Prisma client could not be generated:\n${result.stdout}${result.stderr}`)
  writeFileSync(STAMP, wanted)
  say('The Prisma client is generated.')
}
