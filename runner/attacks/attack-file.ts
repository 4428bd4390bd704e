import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JobInput } from '../src/contract.ts'
import type { Bait } from './bait.ts'

/** One hostile program, and what its head says of it. The words of the head are explained in the README beside this file. */
export interface Attack {
  /** Folder and file, which is its name. */
  name: string
  source: string
  exploit: string
  outcomes: string[]
  /** How each exchange may end; `none` is no failure. Any when empty. */
  exchanges: string[]
  code: number | undefined
  status: number | undefined
  /** What stdout holds when the attack was really tried. */
  says: string[]
  /** Patterns that the exchanges, as JSON, must and must not match. */
  sees: RegExp[]
  hides: RegExp[]
  /** The field by whose name the contract refuses the job; then nothing is run. */
  refused: string | undefined
  /** Whether a neighbour's run goes on beside it. */
  hasNeighbour: boolean
  /** Whether it belongs to the part that every test runs. */
  inPart: boolean
  job: Omit<JobInput, 'version' | 'caller'>
}

const HERE = fileURLToPath(new URL('.', import.meta.url))
const PROGRAMS = join(HERE, 'programs')
const PROBE = 'system-call.cjs'
const HOST = 'shop.test'
const KNOWN_WORDS = 'exploit outcome kind wall code status exchange says sees hides sites steps clock stdin as job refused beside part'.split(' ')

/** Every attack, sorted by name. Throws when a head says something that nobody reads. */
export function readAttacks(): Attack[] {
  return readdirSync(PROGRAMS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(basename(entry.parentPath), entry.name))
    .sort()
    .map(readAttack)
}

/** The job of an attack, with the bait's places in it. */
export function jobOf(attack: Attack, bait: Bait): Attack['job'] {
  return JSON.parse(bait.fill(JSON.stringify(attack.job))) as Attack['job']
}

/** The files that every attack is given besides its own. */
export const givenFiles = (): { path: string; content: string }[] => [{ path: PROBE, content: readFileSync(join(HERE, PROBE), 'utf8') }]

function readAttack(name: string): Attack {
  const source = readFileSync(join(PROGRAMS, name), 'utf8')
  const head = readHead(source)
  const all = (word: string): string[] => head.filter((line) => line.word === word).map(({ value }) => value)
  const one = (word: string): string | undefined => all(word)[0]
  const number = (word: string): number | undefined => (one(word) === undefined ? undefined : Number(one(word)))
  const unknown = head.find(({ word }) => !KNOWN_WORDS.includes(word))
  if (unknown) throw new Error(`${name}: nobody reads "${unknown.word}"; expected one of ${KNOWN_WORDS.join(', ')}`)
  const exploit = one('exploit')
  const refused = one('refused')
  const outcomes = one('outcome')?.split(' ') ?? []
  if (!exploit || (outcomes.length === 0) === (refused === undefined))
    throw new Error(`${name}: expected a head with exploit, and outcome or refused`)
  const entry = one('as') ?? basename(name)
  const files = [{ path: entry, content: source }, ...givenFiles()]
  const lab = (): Partial<JobInput> => {
    const steps = readSteps(one('steps') ?? 'GET /')
    const browsers = steps?.some((step) => step.type === 'visit') ? { browsers: [{ name: 'alice' }] } : {}
    return { sites: readSites(one('sites') ?? `${HOST}:3000`, entry), steps, ...browsers }
  }
  const limits = number('wall') === undefined ? {} : { limits: { wallMs: number('wall') } }
  const job = {
    kind: one('kind') === 'lab' ? ('lab' as const) : ('script' as const),
    files,
    ...(one('kind') === 'lab' ? lab() : { entry, stdin: one('stdin') }),
    ...limits,
    ...(one('clock') ? { clockStart: one('clock') } : {}),
    ...(JSON.parse(one('job') ?? '{}') as object),
  }
  return {
    name,
    source,
    exploit,
    outcomes,
    exchanges: one('exchange')?.split(' ') ?? [],
    code: number('code'),
    status: number('status'),
    says: all('says'),
    sees: all('sees').map((pattern) => new RegExp(pattern)),
    hides: all('hides').map((pattern) => new RegExp(pattern)),
    refused,
    hasNeighbour: one('beside') === 'neighbour',
    inPart: one('part') !== 'no',
    job,
  }
}

/** The lines at the top that are a word of the head; what follows them is the program. */
function readHead(source: string): { word: string; value: string }[] {
  const lines = source.split('\n').map((line) => /^\/\/ ([a-z]+): (.+)$/.exec(line))
  const end = lines.indexOf(null)
  return lines.slice(0, end === -1 ? undefined : end).map((line) => ({ word: line?.[1] ?? '', value: line?.[2] ?? '' }))
}

function readSites(text: string, entry: string): JobInput['sites'] {
  return text.split(' ').map((site) => {
    const [host = '', port] = site.split(':')
    return { host, entry: extname(entry) === '' ? `${entry}.js` : entry, port: Number(port) }
  })
}

/** `GET /path`, `POST bank.test/path <0 a body`, `wait 60`, `restart`, `restart bank.test`, `stop redis`, `start redis`, `visit /path` (by a browser), parted by bars. `<0` sends the cookies of step 0's answer. */
function readSteps(text: string): JobInput['steps'] {
  return text.split(' | ').map((step, index) => {
    const [, verb = '', target = '', from, body] = /^(\S+) ?(\S*?)(?: <(\d+))?(?: (.*))?$/.exec(step) ?? []
    const id = `step-${index}`
    if (verb === 'wait') return { id, type: 'wait', seconds: Number(target) }
    if (verb === 'restart') return { id, type: 'restart-server', ...(target ? { site: target } : {}) }
    if (verb === 'stop' || verb === 'start') return { id, type: `${verb}-service` as const, service: target as 'redis' }
    const url = `http://${target.startsWith('/') ? HOST : ''}${target}`
    if (verb === 'visit') return { id, type: verb, url }
    return { id, type: 'request', method: verb, url, ...(from ? { cookiesFrom: `step-${from}` } : {}), ...(body ? { body } : {}) }
  })
}
