// exploit: loads files of its own making as native modules, and asks Node's internals for a way around JavaScript
// outcome: finished
const fs = require('node:fs')
fs.writeFileSync('/tmp/native.node', Buffer.from('7f454c4602010100', 'hex'))
for (const act of [() => process.dlopen({ exports: {} }, '/tmp/native.node'), () => require('/tmp/native.node'), () => process.binding('spawn_sync'), () => process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6')]) {
  try {
    act()
  } catch (error) {
    if (error instanceof TypeError) console.log('ESCAPED', error.message)
  }
}
if (process.getuid() === 0 || process.geteuid() === 0) console.log('ESCAPED uid')
for (const act of [() => process.setuid(0), () => process.setgid(0), () => process.setgroups([0])]) {
  try {
    act()
    console.log('ESCAPED', act.toString())
  } catch (error) {
    if (!['EPERM', 'ENOSYS'].includes(error.code)) console.log('ESCAPED', error.code)
  }
}
