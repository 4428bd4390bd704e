import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectEditorTypes } from './editor-types.ts'

const types = collectEditorTypes()
const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc')
let folder = ''

/** What the compiler says to a program that has the collected declarations and no other. */
async function faultsOf(program: string, { alsoDeclarations = false } = {}): Promise<string> {
  await writeFile(join(folder, 'program.js'), program)
  const options = { allowJs: true, checkJs: true, noEmit: true, strict: true, noImplicitAny: false, skipLibCheck: !alsoDeclarations }
  const modules = { target: 'esnext', module: 'esnext', moduleResolution: 'bundler', esModuleInterop: true, lib: ['esnext'], types: ['node'] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...options, ...modules }, files: ['program.js'] }))
  return new Promise((resolve) => execFile(process.execPath, [compiler, '-p', folder], (_error, stdout) => resolve(stdout)))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crumbtrail-editor-types-'))
  for (const [path, text] of Object.entries(types.files)) {
    const file = join(folder, 'node_modules', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the types of the editor', () => {
  it('hold together by themselves', async () => {
    expect(
      await faultsOf(`import 'node:http'\nimport 'jose'\nimport 'express'\nimport 'cookie'\nimport 'redis'\nimport 'connect-redis'\n`, {
        alsoDeclarations: true,
      }),
    ).toBe('')
  })

  it('know what a learner imports, in both ways', async () => {
    const program = `
      import { createServer } from 'node:http'
      import express from 'express'
      import session from 'express-session'
      import cookieParser from 'cookie-parser'
      import { stringifySetCookie } from 'cookie'
      import { sign } from 'cookie-signature'
      import jwt from 'jsonwebtoken'
      import { SignJWT } from 'jose'
      const express2 = require('express')
      const app = express()
      express2().listen(3000)
      app.use(cookieParser('secret'), session({ secret: 'secret', cookie: { sameSite: 'lax' } }))
      app.get('/', (req, res) => void res.cookie('a', sign(req.cookies.a, 'secret'), { httpOnly: true }).send(req.sessionID))
      createServer(app).listen(3000)
      process.stdout.write(jwt.sign({ sub: 'ada' }, 'secret', { expiresIn: '5m' }) + stringifySetCookie({ name: 'a', value: 'b' }))
      await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('secret'))
    `
    expect(await faultsOf(program)).toBe('')
  })

  it('know what there is not', async () => {
    const faults = await faultsOf(`import express from 'express'\nexpress().gett('/', (req, res) => res.cokie('a'))\nfetch(1)\n`)
    expect(faults).toContain(`Property 'gett' does not exist`)
    expect(faults).toContain("type 'number' is not assignable")
  })

  it('come with the licence of each package', () => {
    const packages = new Set(Object.keys(types.files).map((path) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0]))
    // What is said of this one is our own.
    packages.delete('redis')
    expect(Object.keys(types.notices).map((name) => name.replace(/ .*/, ''))).toEqual([...packages])
    for (const notice of Object.values(types.notices)) expect(notice).toMatch(/permission is hereby granted/i)
  })

  it('stay within what an editor may cost: 245 kB on the wire', () => {
    expect(gzipSync(JSON.stringify(types)).length).toBeLessThan(245_000)
  })
})
