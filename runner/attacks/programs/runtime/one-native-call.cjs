// exploit: asks for one result that takes hours of native code: powers of huge numbers, sorting by a liar, primes, comparing
// part: no
// outcome: cpu-timeout wall-timeout out-of-memory
// wall: 8000
const { Worker } = require('node:worker_threads')
const CALLS = ['let n = 3n ** 4_000_000n; for (;;) n = n * n % (1n << 30_000_000n)', "require('node:crypto').generatePrimeSync(32768, { safe: true })", "'a'.repeat(2 ** 28).localeCompare('a'.repeat(2 ** 28) + 'b'); for (;;) 'ä'.repeat(1 << 24).normalize('NFKD')"]
for (const call of CALLS) new Worker(`try { ${call} } catch {} for (;;) {}`, { eval: true })
for (;;) Array.from({ length: 1 << 20 }, (_, index) => index).sort(() => Math.random() - 0.5)
