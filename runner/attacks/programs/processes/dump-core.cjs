// exploit: crashes in every way that makes the kernel or the engine write down its memory: abort, a wild jump, reports, heap snapshots
// outcome: signal out-of-memory
const { spawnSync } = require('node:child_process')
const { runCode } = require('./system-call.cjs')
// A jump to nowhere.
runCode(Buffer.from({ x64: '31c0ffe0', arm64: '000080d200001fd6' }[process.arch], 'hex'))
spawnSync(process.execPath, ['--report-on-fatalerror', '--report-directory=/', '--report-on-signal', '-e', 'process.abort()'])
spawnSync(process.execPath, ['--heapsnapshot-near-heap-limit=2', '--max-old-space-size=8', '--diagnostic-dir=/', '-e', 'const kept = []; for (;;) kept.push(new Array(1000).fill(1))'])
process.abort()
