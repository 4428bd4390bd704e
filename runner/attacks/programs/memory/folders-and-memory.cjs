// exploit: shares its hunger between both folders, pipes and the heap, each within its own bound
// outcome: out-of-memory
// wall: 20000
const fs = require('node:fs')
for (const folder of ['/app', '/tmp']) {
  try {
    fs.writeFileSync(`${folder}/full`, Buffer.alloc(15 << 20, 1))
  } catch {
    continue
  }
}
const kept = []
for (;;) kept.push(fs.readFileSync('/tmp/full'))
