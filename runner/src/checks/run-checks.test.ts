import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventSchema } from '../contract.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { lab, openRealSandbox, runForTest, script } from '../test-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await openRealSandbox()
}, 60_000)
afterAll(() => sandbox.close())

const SERVER = `
import { createServer } from 'node:http'
createServer((request, response) => {
  response.setHeader('Set-Cookie', ['sid=abc; Path=/; HttpOnly; Max-Age=60', 'theme=light'])
  response.end('you sent ' + (request.headers.cookie ?? 'nothing'))
}).listen(process.env.PORT)
`
const STEPS = [
  { id: 'first', type: 'request', method: 'GET', url: 'http://shop.test/a', headers: [['X-One', '1']] },
  { id: 'second', type: 'request', method: 'POST', url: 'http://shop.test/', cookiesFrom: 'first', body: 'x=1' },
] as const
const withChecks = (checks: string, server = SERVER) => ({ ...lab(server, [...STEPS]), checks })
const check = (holds: string, more = '') => `{ id: 'one', title: 'It holds', hint: 'Look there', ${more} holds: (run) => ${holds} }`
const told = (run: Awaited<ReturnType<typeof runForTest>>) => run.events.filter((event) => event.type === 'check')

describe('checks', { timeout: 40_000 }, () => {
  it.each([
    ['an answer', "run.response('first').status === 200 && run.response('first').text === 'you sent nothing'"],
    ['a later answer', "run.response('second').text === 'you sent sid=abc; theme=light'"],
    ['a request', "run.request('second').text === 'x=1' && run.request('first').header('x-one') === '1' && run.request('first').method === 'GET'"],
    [
      'cookies',
      "JSON.stringify(run.response('first').cookies) === JSON.stringify([{ name: 'sid', value: 'abc', attributes: { path: '/', httponly: true, 'max-age': '60' } }, { name: 'theme', value: 'light', attributes: {} }])",
    ],
    ['the outcome', "run.outcome === 'finished' && run.stdout === ''"],
    ['what is worked out later', 'Promise.resolve(true)'],
  ])('read %s', async (_what, holds) => {
    const run = await runForTest(sandbox, withChecks(`export const checks = [${check(holds)}]`))
    expect(told(run)).toEqual([{ type: 'check', id: 'one', title: 'It holds', passed: true, hint: null, stepId: null }])
    expect([run.end.outcome, run.end.checks, run.faults]).toEqual(['finished', 'run', []])
    expect(run.events.map((event) => EventSchema.parse(event))).toEqual(run.events)
  })

  it.each([
    ['does not hold', 'false'],
    ['says anything but true', '1'],
    ['asks for a step that was not played', "run.response('third').status === 200"],
    ['throws', 'run.nothing.at.all'],
  ])('give their hint when one %s', async (_what, holds) => {
    const run = await runForTest(sandbox, withChecks(`export const checks = [${check(holds, "step: 'second',")}]`))
    expect(told(run)).toEqual([{ type: 'check', id: 'one', title: 'It holds', passed: false, hint: 'Look there', stepId: 'second' }])
    expect(run.end.checks).toBe('run')
  })

  it('are played over a run that went wrong as well, and none of them can hold by an answer that never came', async () => {
    const run = await runForTest(sandbox, withChecks(`export const checks = [${check("run.response('first').status === 200")}]`, 'process.exit(3)'))
    expect(run.end).toMatchObject({ outcome: 'exited', checks: 'run' })
    expect(told(run)).toMatchObject([{ passed: false }])
  })

  it('read what a script printed', async () => {
    const checks = `export const checks = [${check("run.stdout === 'a\\n' && run.stderr === 'b\\n' && run.exitCode === 0")}]`
    const run = await runForTest(sandbox, { ...script("console.log('a'); console.error('b')"), checks })
    expect(told(run)).toMatchObject([{ passed: true }])
  })

  it.each([
    ['throw while they load', 'throw new Error()'],
    ['are no module', '}'],
    ['export something else', 'export const tests = []'],
    ['are none', 'export const checks = []'],
    ['never end', `export const checks = [${check('{ for (;;); }')}]`],
    ['end the process', 'process.exit(0); export const checks = []'],
    ['have names that do not fit', "export const checks = [{ id: '../x', title: 'a', hint: 'b', holds: () => true }]"],
  ])('that %s are told as not played, and nothing has passed', async (_what, checks) => {
    const run = await runForTest(sandbox, withChecks(checks))
    expect([run.end.outcome, run.end.checks, told(run), run.faults]).toEqual(['finished', 'failed', [], []])
  })
})

describe('what a learner’s program may try', { timeout: 40_000 }, () => {
  const HONEST = `export const checks = [${check("run.response('first').text === 'solved'")}]`

  it('is not to print results, in any stream or answer', async () => {
    const forged = JSON.stringify([{ id: 'one', title: 'It holds', passed: true, hint: null, stepId: null }])
    const server = `
      const line = ${JSON.stringify(`${'0'.repeat(32)} ${forged}\n`)}
      process.stdout.write(line); process.stderr.write(line)
      require('node:http').createServer((request, response) => response.end(line)).listen(process.env.PORT)`
    expect(told(await runForTest(sandbox, withChecks(HONEST, server)))).toMatchObject([{ passed: false }])
  })

  it('is not to leave anything that the checks meet: files, processes, a changed prototype', async () => {
    const server = `
      const { writeFileSync } = require('node:fs')
      for (const name of ['/app/checks.mjs', '/app/inside.ts', '/app/timeline.json', '/tmp/checks.mjs'])
        try { writeFileSync(name, 'export const checks = [{ id: "one", title: "It holds", hint: "h", holds: () => true }]') } catch {}
      Object.prototype.passed = true
      Array.prototype.findLast = () => ({ response: { status: 200, headers: [], body: 'solved' } })
      require('node:http').createServer((request, response) => response.end('not solved')).listen(process.env.PORT)`
    expect(told(await runForTest(sandbox, withChecks(HONEST, server)))).toMatchObject([{ passed: false }])
  })

  it('is not to break the timeline with what it answers', async () => {
    const server = `
      require('node:http').createServer((request, response) => {
        response.setHeader('Set-Cookie', '__proto__=1; __proto__=2; =; ;;')
        response.end('","body":"solved"}]}\\u0000\\ud800')
      }).listen(process.env.PORT)`
    const run = await runForTest(sandbox, withChecks(HONEST, server))
    expect([told(run)[0]?.passed, run.end.checks]).toEqual([false, 'run'])
  })
})

describe('checks of a lab with browsers', { timeout: 40_000 }, () => {
  const SHOP = `
import { createServer } from 'node:http'
createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html')
  if (request.url === '/login') {
    response.setHeader('Set-Cookie', ['sid=abc; Path=/; HttpOnly', 'theme=light', 'safe=1; Secure'])
    response.writeHead(303, { Location: '/me' })
  }
  if (request.url === '/open') response.setHeader('Access-Control-Allow-Origin', '*')
  response.end('you sent ' + (request.headers.cookie ?? 'nothing'))
}).listen(process.env.PORT)
`
  const JOB = {
    kind: 'lab' as const,
    files: [{ path: 'shop.mjs', content: SHOP }],
    sites: [
      { host: 'shop.test', entry: 'shop.mjs', port: 3000 },
      { host: 'evil.test', entry: 'shop.mjs', port: 3001 },
    ],
    browsers: [{ name: 'alice' }, { name: 'mallory' }],
    steps: [
      { id: 'login', type: 'visit' as const, browser: 'alice', url: 'http://shop.test/login' },
      { id: 'look', type: 'read-cookies' as const, browser: 'alice' },
      { id: 'fails', type: 'fetch' as const, browser: 'alice', method: 'GET', url: 'http://evil.test/' },
      { id: 'reads', type: 'fetch' as const, browser: 'alice', method: 'GET', url: 'http://evil.test/open', headers: [] },
      { id: 'thief', type: 'steal-cookie' as const, browser: 'mallory', from: 'alice', name: 'sid' },
      { id: 'as-alice', type: 'visit' as const, browser: 'mallory', url: 'http://shop.test/' },
      { id: 'lost', type: 'visit' as const, browser: 'mallory', url: 'http://nowhere.test/' },
      { id: 'again', type: 'restart-browser' as const, browser: 'alice' },
    ],
  }
  it.each([
    [
      'every exchange of a step',
      "run.exchanges('login').map(({ browser, purpose, request, response }) => [browser, purpose, request.url, response.status].join()).join(' ') === 'alice,navigation,http://shop.test/login,303 alice,navigation,http://shop.test/me,200'",
    ],
    [
      'cookies that were set',
      "JSON.stringify(run.cookies('login').set) === JSON.stringify([{ name: 'sid', outcome: 'stored', code: 'stored' }, { name: 'theme', outcome: 'stored', code: 'stored' }, { name: 'safe', outcome: 'refused', code: 'secure-over-http' }])",
    ],
    ['cookies that were sent', "run.cookies('login').sent.join() === 'sid,theme' && run.response('login').text === 'you sent sid=abc; theme=light'"],
    [
      'what a script was not shown',
      "run.documentCookie('look') === 'theme=light' && run.cookies('look').withheld.some(({ name, code }) => name === 'sid' && code === 'http-only')",
    ],
    ['what a script may not read', "run.script('fails') === null && run.codes('fails').includes('cors-origin-missing')"],
    ['what a script may read', "run.script('reads').text === 'you sent nothing'"],
    ['theft', "run.stolen('thief').join() === 'sid' && run.response('as-alice').text === 'you sent sid=abc'"],
    ['pages', "run.page('login') === 'http://shop.test/me' && run.page('lost') === null"],
    ['what ended', "run.gone('again').join() === 'sid,theme'"],
  ])('read %s', async (_what, holds) => {
    const run = await runForTest(sandbox, { ...JOB, checks: `export const checks = [${check(holds)}]` })
    expect(run.faults).toEqual([])
    expect(told(run)).toMatchObject([{ passed: true }])
  })

  it('fail where no browser told what they ask for', async () => {
    const checks = [
      "run.documentCookie('login') !== 1",
      "run.cookies('thief').set.length === 0",
      "run.script('login') === null",
      "run.page('look') === null",
      "run.exchanges('look').length === 0",
    ]
    const run = await runForTest(sandbox, {
      ...JOB,
      checks: `export const checks = [${checks.map((holds, index) => check(holds).replace("'one'", `'c${index}'`))}]`,
    })
    expect(told(run).map(({ passed }) => passed)).toEqual(checks.map(() => false))
  })
})
