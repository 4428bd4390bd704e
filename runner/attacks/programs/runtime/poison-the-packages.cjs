// exploit: changes the packages that other runs load: on disk, in caches beside them, in what is already loaded
// outcome: finished
// says: poisoned only itself
const fs = require('node:fs')
const Module = require('node:module')
for (const name of ['express', 'jsonwebtoken', 'express-session', 'cookie']) {
  const file = require.resolve(name)
  for (const act of [() => fs.writeFileSync(file, 'module.exports = 1'), () => fs.renameSync(file, `${file}.old`), () => fs.writeFileSync(`/node_modules/${name}/package.json`, '{}'), () => fs.mkdirSync(`/node_modules/${name}-2`), () => fs.linkSync(file, '/tmp/link'), () => fs.symlinkSync('/tmp', `/node_modules/.${name}`)]) {
    try {
      act()
      console.log('ESCAPED', act.toString())
    } catch (error) {
      if (!['EROFS', 'EACCES', 'EPERM', 'EXDEV', 'EEXIST'].includes(error.code)) console.log('ESCAPED', error.code)
    }
  }
  require.cache[file] = { exports: 'poisoned' }
}
Module._extensions['.cjs'] = () => {}
const flushed = Module.enableCompileCache?.('/node_modules/.cache')
if (flushed && fs.existsSync('/node_modules/.cache')) console.log('ESCAPED: a cache')
console.log('poisoned only itself')
