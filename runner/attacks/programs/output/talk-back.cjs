// exploit: writes into its stdin and reads from its stdout, which are sockets and go both ways
// part: no
// outcome: finished exited wall-timeout
// wall: 1500
const fs = require('node:fs')
const attempt = (act) => {
  try {
    return act()
  } catch (error) {
    return error.code
  }
}
const { Worker } = require('node:worker_threads')
new Worker("const fs = require('node:fs'); try { for (let i = 0; i < 100; i += 1) fs.writeSync(0, 'x'.repeat(60000)) } catch (error) { console.log(error.code) }", { eval: true })
new Worker("const fs = require('node:fs'); try { console.log('ESCAPED', fs.readSync(1, Buffer.alloc(100))) } catch (error) { console.log(error.code) }", { eval: true })
setTimeout(() => process.exit(0), 500)
