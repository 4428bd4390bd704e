/**
 * `npm run attacks`: every hostile program, then generated ones (`--runs 300`, repeatable by `--seed`), then what is left of all of them. `-- <words>` takes the
 * programs whose name holds one of the words, and generates none; `-- --load` is the proof under load (`--runs 1000` in a row). Ends with 1 when anything held less than it must.
 */
import { parseArgs } from 'node:util'
import { readAttacks } from './attack-file.ts'
import { openBattlefield } from './battlefield.ts'
import { generateAttack } from './generate/generate-attack.ts'
import { performGenerated } from './generate/perform-generated.ts'
import { memoryFaults } from './memory-state.ts'
import { hostFaults, performAttack } from './perform-attack.ts'

const GENERATED_RUNS = 300
/** So that they are each other's neighbours. */
const AT_ONCE = 3

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, runs: { type: 'string' }, from: { type: 'string' }, load: { type: 'boolean' } },
})

if (values.load) {
  const { IN_A_ROW, proveUnderLoad } = await import('./load/prove-under-load.ts')
  process.exitCode = (await proveUnderLoad(Number(values.runs ?? IN_A_ROW))) ? 0 : 1
} else {
  process.exitCode = (await attack()) === 0 ? 0 : 1
}

async function attack(): Promise<number> {
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const [from, runs] = [Number(values.from ?? 0), Number(values.runs ?? (positionals.length > 0 ? 0 : GENERATED_RUNS))]
  const attacks = readAttacks().filter(({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)))
  const field = await openBattlefield()
  let failed = 0
  const tell = (name: string, faults: string[]): void => {
    if (faults.length > 0) failed += 1
    for (const fault of faults) console.log(`${name}: ${fault}`)
  }
  try {
    for (const one of attacks) tell(one.name, await performAttack(one, field))
    console.log(`${attacks.length} hostile programs were tried, ${failed} of them with faults.`)
    for (let index = from; index < from + runs; index += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, from + runs - index) }, (_, place) => generateAttack(seed, index + place))
      const faults = await Promise.all(batch.map((generated) => performGenerated(generated, field)))
      const again = `again: npm run attacks -- none --seed ${seed} --from ${index} --runs ${batch.length}`
      for (const [place, { what }] of batch.entries()) tell(`generated ${index + place} (${again}), ${what}`, faults[place] ?? [])
      tell(`generated ${index} and beside (${again})`, hostFaults(field))
    }
    if (runs > 0) console.log(`${runs} generated runs were tried, seed ${seed}.`)
    tell('memory', memoryFaults(field))
  } finally {
    field.close()
  }
  console.log(failed === 0 ? 'Nothing got out, and nothing is left of any of them.' : `${failed} faults.`)
  return failed
}
