/** The editor's own language service, with the types that it is sent: what it makes of programs, without a browser around it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { findLesson, listLessonPaths } from '#lib/lessons/lesson-catalogue.ts'
import { COMPILER_OPTIONS, STYLE_ADVICE } from '#lib/playground/editor-language.ts'
import { collectEditorTypes } from './editor-types.ts'

type Diagnostic = { code: number; category: number; start: number; messageText: string | { messageText: string } }
type Diagnose = (uri: string) => Promise<Diagnostic[]>
type Completions = { entries: { name: string }[] } | undefined
type Signatures = { items: { parameters: { name: string }[] }[] } | undefined
type LanguageWorker = {
  getSyntacticDiagnostics: Diagnose
  getSemanticDiagnostics: Diagnose
  getSuggestionDiagnostics: Diagnose
  getCompletionsAtPosition: (uri: string, offset: number) => Promise<Completions>
  getSignatureHelpItems: (uri: string, offset: number, options: object) => Promise<Signatures>
}
type WorkerClass = new (context: { getMirrorModels: () => unknown[] }, data: object) => LanguageWorker

/** Declares nothing, so its type is said above. */
const WORKER = 'monaco-editor/languages/features/typescript/tsWorker.js'

const extraLibs = Object.fromEntries(
  Object.entries(collectEditorTypes().files).map(([path, content]) => [`file:///node_modules/${path}`, { content, version: 1 }]),
)
let models: { uri: { toString: () => string; path: string }; version: number; getValue: () => string }[] = []
let edition = 0
let worker: LanguageWorker

beforeAll(async () => {
  const { TypeScriptWorker }: { TypeScriptWorker: WorkerClass } = await import(/* @vite-ignore */ WORKER)
  worker = new TypeScriptWorker({ getMirrorModels: () => models }, { compilerOptions: COMPILER_OPTIONS, extraLibs })
}, 60_000)

/** Puts these files where the editor has them, and gives their addresses. */
function open(files: readonly { path: string; content: string }[]): string[] {
  edition += 1
  models = files.map(({ path, content }) => {
    const uri = { path: `/playground/${path}`, toString: () => `file:///playground/${path}` }
    return { uri, version: edition, getValue: () => content }
  })
  return models.map(({ uri }) => uri.toString())
}

/** What an editor would mark in these files, as `file: message`. */
async function marksOf(files: readonly { path: string; content: string }[], { hints = false } = {}): Promise<string[]> {
  const marks: string[] = []
  for (const uri of open(files)) {
    const found = [...(await worker.getSyntacticDiagnostics(uri)), ...(await worker.getSemanticDiagnostics(uri))]
    if (hints) found.push(...(await worker.getSuggestionDiagnostics(uri)))
    for (const { code, messageText } of found) {
      if (STYLE_ADVICE.includes(code)) continue
      marks.push(`${uri.replace(/.*\//, '')}: ${typeof messageText === 'string' ? messageText : messageText.messageText}`)
    }
  }
  return marks
}

const program = (content: string) => [{ path: 'server.js', content }]

async function suggestionsAfter(code: string): Promise<string[]> {
  const [uri = ''] = open(program(code))
  return (await worker.getCompletionsAtPosition(uri, code.length))?.entries.map(({ name }) => name) ?? []
}

describe("the editor's language service", () => {
  it.each([
    ["import express from 'express'\nconst app = express()\napp.", ['get', 'post', 'use', 'listen']],
    ["const express = require('express')\nconst app = express()\napp.", ['get', 'post', 'use', 'listen']],
    ["import express from 'express'\nexpress().get('/', (req, res) => res.", ['cookie', 'clearCookie', 'redirect']],
    ["import { createServer } from 'node:http'\ncreateServer((req, res) => res.", ['writeHead', 'setHeader', 'end']],
    ["const session = require('express-session')\nnew session.", ['MemoryStore', 'Store']],
    ["import jwt from 'jsonwebtoken'\njwt.", ['sign', 'verify', 'decode']],
    ["import { SignJWT } from 'jose'\nnew SignJWT({}).", ['setProtectedHeader', 'setExpirationTime', 'sign']],
    ["import * as cookie from 'cookie'\ncookie.", ['parseCookie', 'stringifySetCookie']],
    ["import { sign } from 'cookie-signature'\nsign('a', 'b').", ['slice']],
    [
      "import { createClient } from 'redis'\nconst client = createClient({ url: 'redis://127.0.0.1' })\nclient.",
      ['connect', 'get', 'set', 'hGetAll', 'hIncrByFloat', 'scanIterator', 'sendCommand', 'on'],
    ],
    ["const { createClient } = require('redis')\ncreateClient().multi().", ['set', 'exec']],
    ["import { RedisStore } from 'connect-redis'\nnew RedisStore({ client: null }).", ['get', 'ttl', 'prefix']],
    ['process.', ['env', 'stdout']],
    ['new URL(import.meta.url).', ['searchParams']],
  ])('suggests what there is: %s', async (code, names) => {
    expect(await suggestionsAfter(code)).toEqual(expect.arrayContaining(names))
  })

  it('knows a file of the same lab', async () => {
    const [uri = ''] = open([
      { path: 'server.js', content: "import { visits } from './visits.js'\nvisits." },
      { path: 'visits.js', content: 'export const visits = new Map()' },
    ])
    const found = await worker.getCompletionsAtPosition(uri, models[0]?.getValue().length ?? 0)
    expect(found?.entries.map(({ name }) => name)).toContain('delete')
  })

  it('shows parameters by name', async () => {
    const code = "import express from 'express'\nexpress().get('/', (req, res) => res.cookie("
    const [uri = ''] = open(program(code))
    const help = await worker.getSignatureHelpItems(uri, code.length, {})
    expect(help?.items.map(({ parameters }) => parameters.map(({ name }) => name))).toContainEqual(['name', 'val', 'options'])
  })

  it('shows what a command of Redis is given', async () => {
    const code = "import { createClient } from 'redis'\nconst client = await createClient().connect()\nclient.expire("
    const [uri = ''] = open(program(code))
    const help = await worker.getSignatureHelpItems(uri, code.length, {})
    expect(help?.items.map(({ parameters }) => parameters.map(({ name }) => name))).toEqual([['key', 'seconds', 'mode']])
  })

  it('marks what no JavaScript may hold', async () => {
    const twice = `server.js: Cannot redeclare block-scoped variable 'visits'.`
    expect(await marksOf(program('let visits = 0\nlet visits = 1'))).toEqual([twice, twice])
    expect(await marksOf(program('function load() { await fetch("/") }'))).toEqual([
      "server.js: 'await' expressions are only allowed within async functions and at the top levels of modules.",
    ])
    expect(await marksOf(program('let visits = = 0'))).toEqual(['server.js: Expression expected.'])
  })

  it('does not object to types, to a package that it does not know, or to files that declare the same name', async () => {
    const loose = "import express from 'express'\nimport other from 'other'\nexpress().get(42, (req) => (req.user = other))\n"
    expect(await marksOf(program(loose))).toEqual([])
    const twice = 'const app = 1\nconsole.log(app)\n'
    expect(
      await marksOf([
        { path: 'a.js', content: twice },
        { path: 'b.js', content: twice },
      ]),
    ).toEqual([])
  })

  it('hints at a name that is nearly right', async () => {
    const code = "import express from 'express'\nexpress().get('/', (req, res) => res.cooki('a', req.url))\n"
    expect((await marksOf(program(code), { hints: true })).join()).toContain("Did you mean 'cookie'?")
  })
})

const lessons = await Promise.all((await listLessonPaths()).map(({ track, lesson }) => findLesson(track, lesson)))

describe('the course, in the editor', () => {
  const labs = lessons.flatMap((lesson) => (lesson && !('broken' in lesson) && lesson.lab ? [{ slug: lesson.slug, lab: lesson.lab }] : []))
  const programs = lessons.flatMap((lesson) => {
    if (!lesson || 'broken' in lesson) return []
    const inProse = [...lesson.body.matchAll(/^```js run\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '')
    const asked = lesson.quiz.questions.flatMap((question) => (question.type === 'predict' ? [question.program] : []))
    return [...inProse, ...asked].map((content, index) => ({ name: `${lesson.slug}, program ${index + 1}`, content }))
  })

  it('has labs and programs', () => expect([labs.length, programs.length].every((count) => count > 2)).toBe(true))

  it.each(labs)('nothing is marked in the lab of $slug, as it starts and solved', async ({ lab }) => {
    expect(await marksOf(lab.start)).toEqual([])
    expect(await marksOf(lab.solved)).toEqual([])
  })

  it.each(programs)('nothing is marked in $name', async ({ content }) => {
    expect(await marksOf(program(content))).toEqual([])
  })
})
