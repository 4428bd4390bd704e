import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobInput } from '../src/contract.ts'
import type { Sandbox } from '../src/sandbox/sandbox.ts'
import { openRealSandbox, runForTest, script, testFolder } from '../src/test-sandbox.ts'
import { type Bait, plantBait } from './bait.ts'
import { type HostState, lookAtHost } from './host-state.ts'

const programsFolder = fileURLToPath(new URL('programs', import.meta.url))
const systemCall = readFileSync(fileURLToPath(new URL('system-call.cjs', import.meta.url)), 'utf8')

/** What the head of an attack says: what it tries, and which ends are right. */
interface Attack {
  file: string
  source: string
  exploit: string
  kind: string
  outcomes: string[]
  /** How its one exchange may end; `none` is no failure. */
  exchanges: string[]
  wallMs: number | undefined
  code: number | undefined
  status: number | undefined
}

function readAttack(file: string): Attack {
  const source = readFileSync(join(programsFolder, file), 'utf8')
  const head = (name: string): string | undefined => new RegExp(`^// ${name}: (.+)$`, 'm').exec(source)?.[1]
  const number = (name: string): number | undefined => (head(name) === undefined ? undefined : Number(head(name)))
  const [exploit, outcome] = [head('exploit'), head('outcome')]
  if (!exploit || !outcome) throw new Error(`${file}: expected a head with exploit and outcome`)
  return {
    file,
    source,
    exploit,
    kind: head('kind') ?? 'script',
    outcomes: outcome.split(' '),
    exchanges: head('exchange')?.split(' ') ?? [],
    wallMs: number('wall'),
    code: number('code'),
    status: number('status'),
  }
}

function jobOf(attack: Attack, bait: Bait): Omit<JobInput, 'version' | 'caller'> {
  const files = [
    { path: attack.file, content: bait.fill(attack.source) },
    { path: 'system-call.cjs', content: systemCall },
  ]
  if (attack.kind === 'script') return { kind: 'script', files, entry: attack.file, limits: { wallMs: attack.wallMs } }
  return {
    kind: 'lab',
    files,
    sites: [{ host: 'shop.test', entry: attack.file, port: 3000 }],
    steps: [{ id: 'only', type: 'request', method: 'GET', url: 'http://shop.test/' }],
  }
}

const attacks = readdirSync(programsFolder).sort().map(readAttack)
let sandbox: Sandbox
let bait: Bait
let folder: ReturnType<typeof testFolder>
let before: HostState

beforeAll(async () => {
  sandbox = await openRealSandbox()
  folder = testFolder()
  bait = await plantBait(folder.folder)
  // What is set up once, by the first run, is no trace of an attack.
  await runForTest(sandbox, script('1'))
  before = lookAtHost()
}, 60_000)

afterAll(() => {
  bait.remove()
  folder.remove()
  sandbox.close()
})

describe('hostile programs', () => {
  it('are many, and each says what it tries', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(50)
  })

  it.each(attacks)('$file $exploit', { timeout: 30_000 }, async (attack) => {
    const run = await runForTest(sandbox, jobOf(attack, bait))
    expect(run.stdout + run.stderr).not.toContain('ESCAPED')
    expect(run.stdout).not.toContain(bait.fill('__HOST_SECRET__'))
    expect(attack.outcomes, `${run.end.outcome} ${run.end.exitCode} ${run.end.signal} ${run.stderr.slice(0, 500)}`).toContain(run.end.outcome)
    expect([run.faults, run.reusable]).toEqual([[], true])
    expect(run.events.filter((event) => event.type === 'end' || event.type === 'check')).toHaveLength(1)
    if (attack.code !== undefined) expect(run.end.exitCode).toBe(attack.code)
    if (attack.exchanges.length > 0) expect(attack.exchanges).toContain(run.exchanges[0]?.failure ?? 'none')
    if (attack.status !== undefined) expect(run.exchanges[0]?.response?.status).toBe(attack.status)
    expect(bait.damages()).toEqual([])
    expect(lookAtHost()).toEqual(before)
  })

  it('leave an honest run as it was', async () => {
    const run = await runForTest(sandbox, script("import express from 'express'\nconsole.log(typeof express)"))
    expect([run.stdout, run.end.outcome]).toEqual(['function\n', 'finished'])
  })
})
