// exploit: writes, renames and removes everywhere outside its two folders
// outcome: finished
const fs = require('node:fs')
const attempt = (what, act) => {
  try {
    act()
    console.log('ESCAPED', what)
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'EBUSY', 'EXDEV', 'EISDIR', 'ENOTDIR', 'EINVAL', 'ETXTBSY'].includes(error.code)) console.log('ESCAPED', what, error.code)
  }
}
for (const folder of ['/', '/bin', '/etc', '/lib', '/lib64', '/dev', '/crumbtrail', '/node_modules', '/node_modules/express', '/sockets', '/proc', '/sys', '/dev/shm', '/run', '/var', '/home', '/root']) {
  attempt(folder, () => fs.writeFileSync(`${folder}/planted`, 'x'))
  attempt(folder, () => fs.mkdirSync(`${folder}/planted-folder`))
}
for (const file of ['/bin/node', '/etc/passwd', '/etc/hosts', '/node_modules/express/index.cjs', '/crumbtrail/boot.cjs', '/stamp']) {
  attempt(file, () => fs.appendFileSync(file, 'x'))
  attempt(file, () => fs.unlinkSync(file))
  attempt(file, () => fs.renameSync(file, '/app/taken'))
  attempt(file, () => fs.chmodSync(file, 0o777))
  attempt(file, () => fs.utimesSync(file, 1, 1))
}
attempt('/app', () => fs.rmdirSync('/app'))
attempt('/tmp', () => fs.renameSync('/tmp', '/tmp2'))
