import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JOB_BOUNDS, type JobInput } from './contract.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { openRealSandbox, runForTest, script } from './test-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await openRealSandbox()
}, 60_000)
afterAll(() => sandbox.close())

/** One server for each file, which answers with what its file says. */
const labOf = (files: Record<string, string>, entries: string[]): Omit<JobInput, 'version' | 'caller'> => ({
  kind: 'lab',
  files: Object.entries(files).map(([path, content]) => ({ path, content })),
  sites: entries.map((entry, index) => ({ host: `site${index}.test`, entry, port: 3000 + index })),
  steps: entries.map((_, index) => ({ id: `s${index}`, type: 'request', method: 'GET', url: `http://site${index}.test/` })),
})

describe('the entry of a site', () => {
  it('may be an ES module, CommonJS or TypeScript of either kind, beside each other in one lab', async () => {
    const files = {
      'module.mjs':
        "import { createServer } from 'node:http'\nimport { word } from './shared.ts'\ncreateServer((req, res) => res.end(word('mjs'))).listen(process.env.PORT)",
      'common.cjs':
        "const { createServer } = require('node:http')\nconst { word } = require('./shared.ts')\ncreateServer((req, res) => res.end(word('cjs'))).listen(process.env.PORT)",
      'typed.ts':
        "import express, { type Request, type Response } from 'express'\nimport { word } from './shared.ts'\nconst app = express()\napp.get('/', (_req: Request, res: Response): void => { res.send(word('ts')) })\napp.listen(Number(process.env.PORT))",
      'typed.cts':
        "const { createServer } = require('node:http') as typeof import('node:http')\ncreateServer((_req, res) => { res.end('cts') satisfies unknown }).listen(process.env.PORT)",
      'shared.ts': "export function word(text: string): string { return 'from ' + text }",
    }
    const run = await runForTest(sandbox, labOf(files, ['module.mjs', 'common.cjs', 'typed.ts', 'typed.cts']))
    expect(run.exchanges.map((one) => Buffer.from(one.response?.body ?? '', 'base64').toString())).toEqual(['from mjs', 'from cjs', 'from ts', 'cts'])
    expect([run.end.outcome, run.stderr]).toEqual(['finished', ''])
  })

  it('is read by the package.json beside it: its type, imports and faults', async () => {
    const main = (source: string, description: string) => {
      const files = { 'main.js': source, 'lib/users.js': "export const name = 'alice'", 'package.json': description }
      return { kind: 'script' as const, entry: 'main.js', files: Object.entries(files).map(([path, content]) => ({ path, content })) }
    }
    const imports = await runForTest(
      sandbox,
      main("import { name } from '#lib/users.js'\nconsole.log(name)", '{"type":"module","imports":{"#lib/*":"./lib/*"}}'),
    )
    expect([imports.end.outcome, imports.stdout]).toEqual(['finished', 'alice\n'])
    const module = await runForTest(sandbox, main('console.log(typeof require)', '{"type":"module"}'))
    expect([module.end.outcome, module.stdout]).toEqual(['finished', 'undefined\n'])
    const faulty = await runForTest(sandbox, main('console.log(1)', '{'))
    expect([faulty.end.outcome, faulty.stdout]).toEqual(['exited', ''])
    expect(faulty.stderr).toContain('ERR_INVALID_PACKAGE_CONFIG')
  })

  it('that is no valid program ends the run with the place of its fault', async () => {
    const files = { 'server.ts': 'const port: number = \nlisten(port' }
    const run = await runForTest(sandbox, labOf(files, ['server.ts']))
    expect(run.end).toMatchObject({ outcome: 'exited', exitCode: 1, site: 'site0.test' })
    expect(run.stderr).toContain('/app/server.ts')
  })

  it('has types that need more than to be stripped refused by Node, in its own words', async () => {
    const run = await runForTest(sandbox, { kind: 'script', files: [{ path: 'main.ts', content: 'enum Colour { Red }\nconsole.log(Colour.Red)' }] })
    expect(run.end).toMatchObject({ outcome: 'exited', exitCode: 1 })
    expect(run.stderr).toContain('ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX')
  })
})

describe("a script's stdin", () => {
  const echo = "let bytes = 0\nprocess.stdin.on('data', (part) => (bytes += part.length)).on('end', () => console.log('end', bytes))"

  it.each([
    ['none', undefined, 0],
    ['empty', '', 0],
    ['as long as it may be, in several bytes a character', 'ä'.repeat(JOB_BOUNDS.stdinBytesMax / 2), JOB_BOUNDS.stdinBytesMax],
  ])('ends: %s', async (_what, stdin, bytes) => {
    const run = await runForTest(sandbox, script(echo, stdin === undefined ? {} : { stdin }))
    expect([run.stdout, run.end.outcome]).toEqual([`end ${bytes}\n`, 'finished'])
  })

  it('is read line by line, and may be left unread', async () => {
    const lines =
      "import { createInterface } from 'node:readline'\nfor await (const line of createInterface({ input: process.stdin })) console.log('<' + line + '>')"
    expect((await runForTest(sandbox, script(lines, { stdin: 'one\ntwo\n\nthree' }))).stdout).toBe('<one>\n<two>\n<>\n<three>\n')
    expect((await runForTest(sandbox, script("console.log('deaf')", { stdin: 'x'.repeat(16_000) }))).end.outcome).toBe('finished')
  })

  it('is not mistaken for the job that came before it on the same pipe', async () => {
    const forged = '\0\0\0\x10{"files":[],"entry":"x"}'
    const run = await runForTest(
      sandbox,
      script("import { text } from 'node:stream/consumers'\nconsole.log(JSON.stringify(await text(process.stdin)))", { stdin: forged }),
    )
    expect(JSON.parse(run.stdout)).toBe(forged)
  })
})
