/**
 * `npm run oracle -- --seed S --count N`: plays generated scenarios in real Chromium and in the simulated browser and compares every
 * decision. `--from F`: first number; `--shard i/n`: a part of them; `--kind K`: one kind alone; `--fixed`: the 150 of `npm test`, played afresh, nothing kept;
 * `--shrink M`: at most M disagreements are made smaller (default 10).
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { describeSummary } from '#browser/oracle/describe.ts'
import { runOracle } from '#browser/oracle/run-oracle.ts'

const FIXED = { seed: 'fixed', count: 150 }

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'first' },
    kind: { type: 'string' },
    count: { type: 'string', default: '500' },
    from: { type: 'string', default: '0' },
    shard: { type: 'string', default: '1/1' },
    shrink: { type: 'string', default: '10' },
    fixed: { type: 'boolean', default: false },
  },
})

function wholeNumber(name: 'count' | 'from' | 'shrink', least: number): number {
  const text = values[name]
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new Error(`--${name} is "${text}"; expected a whole number from ${least}`)
  return Number(text)
}

function readShard(): { index: number; of: number } {
  const [index = 0, of = 0] = (values.shard.match(/^(\d{1,4})\/(\d{1,4})$/)?.slice(1) ?? []).map(Number)
  if (index < 1 || index > of) throw new Error(`--shard is "${values.shard}"; expected i/n with i from 1 to n`)
  return { index, of }
}

if (!/^[\w.-]{1,60}$/.test(values.seed)) throw new Error(`--seed is "${values.seed}"; expected letters, digits, ".", "_" and "-"`)

const stop = new AbortController()
// Every time: one Ctrl-C comes twice, from the terminal and from npm.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort())

const summary = await runOracle({
  executable: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  seed: values.fixed ? FIXED.seed : values.seed,
  kind: values.fixed ? null : (values.kind ?? null),
  from: values.fixed ? 0 : wholeNumber('from', 0),
  count: values.fixed ? FIXED.count : wholeNumber('count', 1),
  shard: values.fixed ? { index: 1, of: 1 } : readShard(),
  folder: values.fixed ? null : join(resolve(process.env.DATA_DIR ?? '.data'), 'oracle'),
  shrinksMax: wholeNumber('shrink', 0),
  signal: stop.signal,
  say: (text) => console.log(text),
})
console.log(describeSummary(summary))
process.exitCode = stop.signal.aborted ? 130 : summary.unexplained > 0 ? 1 : 0
