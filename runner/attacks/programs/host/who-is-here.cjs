// exploit: asks who and where it is, for names, users, addresses and processors of the host
// outcome: finished
// says: nobody
const fs = require('node:fs')
const os = require('node:os')
if (os.hostname() !== 'sandbox' || os.hostname() === '__HOST_NAME__') console.log('ESCAPED', os.hostname())
if (process.getuid() !== 1000 || process.getgid() !== 1000 || process.getgroups().some((group) => group !== 1000 && group !== 65534)) console.log('ESCAPED', process.getuid(), process.getgroups())
if (process.ppid > 5 || process.pid > 20) console.log('ESCAPED: process numbers are those of the host', process.pid, process.ppid)
for (const line of fs.readFileSync('/etc/passwd', 'utf8').trim().split('\n')) if (!/^[a-z]+:x:(0|1000|65534):/.test(line)) console.log('ESCAPED', line)
try {
  const found = Object.values(os.networkInterfaces()).flat()
  if (found.some(({ internal }) => !internal)) console.log('ESCAPED', JSON.stringify(found))
} catch (error) {
  if (error.code !== 'ERR_SYSTEM_ERROR') console.log('ESCAPED', error.code)
}
for (const name of fs.readdirSync('/etc')) if (!['passwd', 'group', 'hosts', 'nsswitch.conf', 'resolv.conf', 'host.conf', 'ssl'].includes(name)) console.log('ESCAPED', name)
for (const path of ['/', '/bin/node', '/node_modules']) if (![65534, __HOST_OWNER__].includes(fs.statSync(path).uid)) console.log('ESCAPED: it sees who owns', path, fs.statSync(path).uid)
console.log('nobody')
