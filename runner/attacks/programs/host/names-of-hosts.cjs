// exploit: reads, replaces and covers the file of host names, to send a neighbour or the agent elsewhere
// kind: lab
// exchange: none
// outcome: finished
// sees: 127\.0\.0\.1 localhost shop\.test
const fs = require('node:fs')
const before = fs.readFileSync('/etc/hosts', 'utf8')
const acts = [() => fs.writeFileSync('/etc/hosts', '8.8.8.8 shop.test'), () => fs.truncateSync('/etc/hosts'), () => fs.unlinkSync('/etc/hosts'), () => fs.renameSync('/etc', '/tmp/etc'), () => fs.symlinkSync('/tmp/hosts', '/etc/hosts'), () => fs.chmodSync('/etc/hosts', 0o666), () => fs.openSync('/etc/hosts', fs.constants.O_RDWR)]
for (const act of acts) {
  try {
    act()
    console.log('ESCAPED', act.toString())
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM', 'EBUSY', 'EXDEV', 'EEXIST'].includes(error.code)) console.log('ESCAPED', act.toString(), error.code)
  }
}
const after = fs.readFileSync('/etc/hosts', 'utf8')
require('node:http').createServer((req, res) => res.end(before === after ? after : 'changed')).listen(process.env.PORT)
