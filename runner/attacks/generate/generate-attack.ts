import type { JobInput } from '../../src/contract.ts'
import { givenFiles, readAttacks } from '../attack-file.ts'
import { hostileServer } from './answers.ts'
import { corruptJob } from './corrupt-job.ts'
import { edge, MOVES, PROLOGUE } from './moves.ts'
import { createRandom, type Random } from './random.ts'
import { BROWSERS, randomSteps } from './random-steps.ts'

/** A job that was made up, and how. */
export interface GeneratedAttack {
  what: string
  job: Omit<JobInput, 'version' | 'caller'>
  /** When its caller leaves, in milliseconds; null when it stays. */
  leavesAfterMs: number | null
}

const HOSTS = ['shop.test', 'bank.test', 'a.b.test', 'x-1.test'] as const
const written = readAttacks().filter(({ refused }) => refused === undefined)

/** The run of that number of a seed; the same each time. */
export function generateAttack(seed: number, run: number): GeneratedAttack {
  const random = createRandom(seed, run)
  const make = random.pick([combineMoves, combineMoves, combineMoves, mutateWritten, mutateWritten, serveHostile, serveHostile])
  const made = make(random)
  const isCorrupt = random.chance(0.1)
  const job = isCorrupt ? corruptJob(made.job, random) : made.job
  return { what: `${made.what}${isCorrupt ? ', its job corrupted' : ''}`, job, leavesAfterMs: random.chance(0.1) ? random.below(1_500) : null }
}

type Made = Pick<GeneratedAttack, 'what' | 'job'>

/** Several moves in one program, in threads, children, timers and handlers, as script or as server. */
function combineMoves(random: Random): Made {
  const statements = random.some(MOVES, 2 + random.below(6)).map((move) => wrap(move(random), random))
  const isLab = random.chance(0.4)
  const serve = isLab
    ? `require('node:http').createServer((req, res) => { ${random.chance(0.5) ? (statements.pop() ?? '') : ''}; res.end(req.url) }).on('error', () => {}).listen(process.env.PORT)\n`
    : ''
  const source = `${PROLOGUE}\n${serve}${statements.join('\n')}\n`
  const entry = random.pick(['main.cjs', 'main.mjs', 'main.ts', 'deep/er/main.cjs'])
  const file = { path: entry, content: entry.endsWith('.cjs') ? source.replace('./system-call.cjs', '/app/system-call.cjs') : asModule(source) }
  return { what: `${statements.length} moves as ${entry}`, job: jobOf([file], entry, isLab, random) }
}

/** A written program with lines and numbers changed, and a move or two put in. What it calls an escape no longer is one. */
function mutateWritten(random: Random): Made {
  const attack = random.pick(written)
  const lines = attack.source.replaceAll('ESCAPED', 'changed').split('\n')
  for (let turn = 1 + random.below(4); turn > 0; turn -= 1) {
    const at = random.below(lines.length)
    const line = lines[at] ?? ''
    const change = random.below(5)
    if (change === 0) lines.splice(at, 1)
    else if (change === 1) lines.splice(random.below(lines.length), 0, line)
    else if (change === 2) lines[at] = line.replace(/\b\d+\b/, () => String(edge(random)))
    else if (change === 3)
      lines.splice(
        at,
        0,
        random
          .pick(MOVES)(random)
          .replace(/\b(fs|net|dgram|zlib|v8|inspector)\./g, "process.getBuiltinModule('node:$1')."),
      )
    else lines.splice(at, 1, lines[random.below(lines.length)] ?? '')
  }
  const [own, ...others] = attack.job.files
  const files = own ? [{ path: own.path, content: lines.join('\n') }, ...others] : attack.job.files
  const steps =
    attack.job.kind === 'lab' && random.chance(0.4)
      ? {
          steps: randomSteps(
            random,
            attack.job.sites?.map(({ host }) => host) ?? [],
            (attack.job.browsers ?? []).map(({ name }) => name),
          ),
        }
      : {}
  return { what: `${attack.name} changed`, job: { ...attack.job, ...steps, files, limits: { wallMs: 600 + random.below(1_200) } } }
}

/** A server that speaks hostile bytes, asked in every way. */
function serveHostile(random: Random): Made {
  const file = { path: 'server.cjs', content: hostileServer(random) }
  return { what: 'hostile bytes', job: jobOf([file], file.path, true, random) }
}

function jobOf(files: JobInput['files'], entry: string, isLab: boolean, random: Random): GeneratedAttack['job'] {
  const limits = { wallMs: 500 + random.below(1_500) }
  const all = [...files, ...givenFiles()]
  if (!isLab)
    return {
      kind: 'script',
      files: all,
      entry,
      limits,
      ...(random.chance(0.2) ? { stdin: random.bytes(random.below(9_000)).toString('latin1') } : {}),
    }
  const hosts = HOSTS.slice(0, random.pick([1, 1, 1, 2, 3, 4]))
  const browsers = random.pick([[], BROWSERS])
  return {
    kind: 'lab',
    files: all,
    sites: hosts.map((host, index) => ({ host, entry, port: 3000 + index })),
    browsers: [...browsers],
    steps: randomSteps(
      random,
      hosts,
      browsers.map(({ name }) => name),
    ),
    limits,
    ...(random.chance(0.4)
      ? { clockStart: random.pick(['2030-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9890-06-01T12:00:00.5Z']) }
      : {}),
  }
}

/** The same statement now, later, elsewhere or again and again. A failure of one move does not spare us the next. */
function wrap(statement: string, random: Random): string {
  const guarded = `try { ${statement} } catch (error) { if (${random.chance(0.05)}) throw error }`
  const ways = [
    guarded,
    guarded,
    guarded,
    `setTimeout(() => { ${guarded} }, ${random.below(300)})`,
    `setImmediate(() => { ${guarded} })`,
    `Promise.resolve().then(() => { ${guarded} })`,
    `for (let turn = 0; turn < ${1 + random.below(20)}; turn += 1) { ${guarded} }`,
    `process.on('exit', () => { ${guarded} })`,
    `new Worker(${JSON.stringify(`${PROLOGUE.replace('./system-call.cjs', '/app/system-call.cjs')}\n${guarded}`)}, { eval: true }).on('error', () => {})`,
  ]
  return random.pick(ways)
}

/** CommonJS as a module of the other kind. */
const asModule = (source: string): string => `import { createRequire } from 'node:module'\nconst require = createRequire('/app/main.cjs')\n${source}`
