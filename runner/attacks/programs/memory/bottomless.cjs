// exploit: calls itself without end in the engine's own code: parsing, patterns, serialising, comparing
// outcome: finished
// says: bottom
const assert = require('node:assert')
const nested = (depth) => {
  const root = {}
  let at = root
  for (let index = 0; index < depth; index += 1) at = at.next = {}
  return root
}
const acts = [() => JSON.parse('['.repeat(1e6)), () => JSON.stringify(nested(1e5)), () => new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).exec('x'), () => structuredClone(nested(1e5)), () => assert.deepStrictEqual(nested(1e4), nested(1e4)), () => new Function(`return ${'('.repeat(1e5)}1${')'.repeat(1e5)}`)(), () => `${Array(1e5).fill('[').join('')}`.match(/^(\[)*$/), () => Buffer.alloc(2 ** 53), () => 'x'.repeat(2 ** 30), () => new Array(2 ** 32)]
for (const act of acts) {
  try {
    act()
  } catch (error) {
    if (!(error instanceof Error)) console.log('ESCAPED', error)
  }
}
console.log('bottom')
